"""Numbers in running text with their units: "15%-50%", "2.3x", "1 000 tokens/s", "three times", `40\\times`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

_DIGITS = r"\d{1,3}(?:,\s?\d{3})+(?:\.\d+)?|\d{1,3}(?:[   ]\d{3})+(?![\d.])|\d+[.,]\d+(?::1\b)?|\d+(?::1\b)?|\.\d+"
_POWER = r"\d+(?:\.\d+)?e[-−]?\d+\b|10\s?\^\s?\{?[-−]?\d+\}?"  # 3.1e-8, 10^{-5}
_WORDS = r"one|two|three|four|five|six|seven|eight|nine|ten"
_PERCENT = r"\\?%|\\percent\b|percent\b|per cent\b|percentage(?=\s+points?\b)"
_TIMES = r"\$?\\times(?![A-Za-z])\$?|\\texttimes\b|×|[xX](?![\w{(])|[- ]?times\b|[- ]?folds?\b"
_OPEN = r"(?:\\(?:mathbf|textbf|text|mathrm|bm|boldsymbol)\s*)?[{$]{0,3}\s?\+?"  # LaTeX around a number
_CLOSE = r"[}$]{0,3}"
_GAP = r"(?:[\s~]|\\[,;:! ]|\\(?:mathrm|text|textrm)\{|\{(?=\\))?"  # between a number and its unit
_MAGNITUDE = r"[KMBT]\b|[  ](?:thousand|million|billion|trillion)s?\b"
_RATE = r"(?:tok(?:ens?)?|frames?|images?|queries|samples|requests|steps|tuples|pages|words|characters|sentences)"
_UNIT = (
    rf"{_RATE}\s?(?:/\s?|per\s)(?:s\b|sec\b|second\b|min\b|minute\b)"
    r"|(?:percentage\s|percent\s|absolute\s|[A-Z][\w@-]{1,9}\s){0,2}points?\b"
    r"|pp\b|ppts?\b|milliseconds?\b|msecs?\b|ms(?:/\w+)?\b|microseconds?\b|[µμ]s\b|\\mu\s?s\b|nanoseconds?\b|ns\b"
    r"|seconds?\b|secs?\b|s\b|minutes?\b|mins?\b"
    r"|(?:[\w-]{2,12}[- ]){0,2}?[GTC]PU[- ](?:hours?|days?|years?)\b|hours?\b|hrs?\b|h\b|days?\b|weeks?\b"
    r"|(?:[KMGTP]i?|k)?B(?:/s|ps)?\b|(?:kilo|mega|giga|tera|peta)bytes?\b|bytes?\b|[MGT]bps\b|[MGT]bit/s\b"
    r"|dB\b|FPS\b|fps\b|[kMG]?Hz\b|bits?\b(?=\s*(?:per|/))"
    r"|[KMGTPE]?FLOPS?(?:/s)?\b|[MGTP]FLOPs\b|(?:giga|tera|peta|exa)flops?\b|TOPS(?:/W)?\b|GMACs?\b|MACs\b"
    r"|[mµμkM]?[JW]\b|\$?\\mu\$?\s?[WJAm]\b|[kM]?Wh\b|joules?\b|watts?\b|[kMG]?Pa\b|mN\b|N/m{1,2}\b|N\b|kg\b|g\b|°C|K(?=\W|$)"
    r"|k?m/s\b|km/h\b|mph\b|kilomet(?:er|re)s?\b|met(?:er|re)s?\b|millimet(?:er|re)s?\b|[kcmnµμ]?m\b|degrees?\b|°|pixels?\b(?!\s+accurac)"
    r"|orders?\s+of\s+magnitudes?\b|steps\b"
)
_QUANTITY = re.compile(
    rf"(?:(?<![\w.^_/\\@-])|(?<=\\approx)|(?<=\\app)|(?<=\\sim)|(?<=\\pm)|(?<=[  (]sub-)|(?<=near-)|(?<=[  (]x)"
    rf"|(?<=[  ($~=\[{{:]-)"
    rf"|(?<=vs\.)|(?<=\d/)(?=\d+\.\d)|(?<=%/)|(?<=[xX×]/))"
    rf"(?P<value>{_POWER}|{_DIGITS})(?P<magnitude>{_MAGNITUDE})?{_CLOSE}"
    rf"(?:(?P<middle>\s?(?:{_PERCENT}|{_TIMES}))?"
    rf"(?P<joint>\s?(?:-|–|—|--|\$?\s?\\sim\s?\$?|~)\s?|\s+(?:up\s)?to\s+|[  ]{{1,2}})"
    rf"{_OPEN}(?P<upper>{_DIGITS})(?P<upper_magnitude>{_MAGNITUDE})?(?![\d.,]*\d|\w*-\w){_CLOSE})?"
    rf"(?![\d.,]*\d){_GAP}{_GAP}(?:(?P<percent>{_PERCENT})(?P<points>\s+points?\b)?|(?P<times>{_TIMES})"
    rf"|(?<=[\d}}$  ~,{{KMBTnds-])-?(?P<unit>{_UNIT})(?![\w-]))?"
)
_WORDED = re.compile(
    rf"\b(?:(?P<number>(?:(?:{_WORDS})\s+to\s+)?(?:{_WORDS}))"
    r"(?:[- ](?P<unit>times|folds?|orders?\s+of\s+magnitude)|(?P<joined>folds?))\b"
    rf"|(?<=factor of )(?P<factor>{_WORDS})\b"
    r"|(?P<order>order\s+of\s+magnitude)\b|(?P<half>halv(?:e|es|ed|ing))\b)",
    re.IGNORECASE,
)
_SPREAD = re.compile(r"[\s})$]*[({]*\s*(?:±|\\pm|\+/-|\+-)[\s{$]*")
_LISTED = re.compile(r"\s*(?:,|and|or|,\s*and|/|&|vs\.?|versus|→|\$?\\(?:to|rightarrow)\$?)\s*[~$≈+]*")
# "winning 82/240 games": a number of cases, as written
_OF_CASES = re.compile(r"(?<![\w./:^\\-])(\d{1,5})/(\d{1,5})(?![\w/:%]|\.\d|-\w)")
_MICRO = re.compile(r"^\\mu\$?\s?")
_SIGNED = re.compile(r"(?:^|[\s($~=\[{:≈,])[-−]$")
_YEAR = re.compile(r"(?:19|20)\d\d")
_FACTOR = re.compile(r"\bfactors?\s+of\s+(?:up\s+to\s+|about\s+|over\s+|more\s+than\s+)?[~$≈]{0,2}$", re.IGNORECASE)
# "improves by 3.8 AP", "+3.7 BLEU": a difference in a metric counted in points
_DIFFERENCE = re.compile(
    r"(?:\bby\s+(?:up\s+to\s+|about\s+|over\s+|more\s+than\s+|at\s+least\s+|an?\s+average\s+of\s+|approximately\s+|roughly\s+"
    r"|around\s+|only\s+|nearly\s+)?(?:\d[\d.]*\s+and\s+)?|\+\s?|\bextra\s+|\badditional\s+)[~$≈+\\{(]{0,3}$",
    re.IGNORECASE,
)
_SCORE_NAME = re.compile(r"(?:\s+and\s+\d[\d.]*)?\s+(?:absolute\s+)?(?:[A-Z][A-Za-z]*[A-Z0-9][\w@-]*|mAP\b|mIoU\b)")
_FROM = re.compile(r"\bfrom\s+(?:[\w$\\{~≈]+\s+){0,2}[$~≈{]*$")
# "from 37 minutes in 2020 to 64": this "to" answers that "from", and what stands right before it has no part in it
# "ranging from 2% to 5%" is one range, "rises from 2% to 5%" tells two numbers
_SPANS = re.compile(r"\b(?:rang|span|var(?:y|i))\w*\s+(?:\w+ly\s+)?from\s+[$~≈{]*$")
_ANSWERS = re.compile(r"\bfrom\s+(?:(?!\sto\s)[^,;])*\d(?:(?!\sto\s)[^,;])*$")
_UNIT_NAMES = {
    "millisecond": "ms", "msec": "ms", "second": "s", "sec": "s", "minute": "min", "hour": "hours", "hr": "hours",
    "h": "hours", "day": "days", "week": "weeks", "pp": "points", "ppt": "points", "kilometer": "km", "kilometre": "km",
    "meter": "m", "metre": "m", "millimeter": "mm", "millimetre": "mm", "fps": "FPS", "gigabyte": "GB",
    "terabyte": "TB", "megabyte": "MB", "kilobyte": "KB", "joule": "J", "watt": "W", "degree": "degrees",
    "pixel": "pixels", "microsecond": "µs", "μs": "µs", "nanosecond": "ns", "petaflop": "petaflops",
    "teraflop": "teraflops", "gigaflop": "gigaflops", "exaflop": "exaflops",
}  # fmt: skip
_UNIT_KINDS = (
    (re.compile(_PERCENT), "%"),
    (re.compile(rf"{_TIMES}|times|folds?"), "x"),
    (re.compile(r".*\bpoints?", re.IGNORECASE), "points"),
    (re.compile(r"orders?\b.*", re.IGNORECASE), "orders of magnitude"),
)
_PROCESSOR_TIME = re.compile(r".*[gtc]pu[- ](?:hours?|days?|years?)")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in a text: `value` as written (a range as "15-50"), `unit` in one spelling; the place holds both."""

    start: int
    end: int
    value: str
    unit: str


def quantities(text: str) -> Iterator[Quantity]:
    """All numbers of a text with the units beside them, in order, none overlapping another.

    "from 51% to 55%" gives two, "of 9% to 34%" one; in "5, 10 and 15 points" all three are points, and in "an AUC of
    0.97, 95% of it" only the second is a share. A minus sign belongs to its number. Offsets count in `text`.
    """
    found = _without_spread(list(_alone(text)), text)
    for k in range(len(found) - 2, -1, -1):
        first, second = found[k], found[k + 1]
        alone = not first.unit and first.value.replace(".", "").isdigit() and not _YEAR.fullmatch(first.value)
        share = second.unit == "%" and first.value.startswith("0.") and not second.value.startswith("0.")
        if alone and second.unit and not share and _LISTED.fullmatch(text, first.end, second.start):
            found[k] = replace(first, unit=second.unit)
    yield from found


def _without_spread(found: list[Quantity], text: str) -> list[Quantity]:
    """ "93.3 ± 0.2%" is one number with a unit: how far it may be off is no number of its own."""
    kept: list[Quantity] = []
    for quantity in found:
        if kept and _SPREAD.fullmatch(text, kept[-1].end, quantity.start):
            kept[-1] = replace(kept[-1], unit=kept[-1].unit or quantity.unit, end=quantity.end)
        else:
            kept.append(quantity)
    return kept


def _alone(text: str) -> Iterator[Quantity]:
    """Each number with the unit right beside it."""
    position = 0
    cases = {match.start(): match for match in _OF_CASES.finditer(text) if int(match[1]) <= int(match[2])}
    worded = {match.start(): match for match in _WORDED.finditer(text)}
    while True:
        match = _QUANTITY.search(text, position)
        early = min((k for k in worded if k >= position and (match is None or k < match.start())), default=None)
        if early is not None:
            yield _worded(worded[early])
            position = worded[early].end()
        elif match is None:
            return
        elif of := cases.get(match.start("value")):
            yield Quantity(of.start(), of.end(), of.group(), "")
            position = of.end()
        else:
            yield (found := _read(text, match))
            position = max(found.end, match.end("value"))


def _worded(match: re.Match[str]) -> Quantity:
    if match["factor"]:
        return Quantity(match.start(), match.end(), match["factor"], "x")
    if match["number"]:
        return Quantity(match.start(), match.end(), match["number"], _named(match["unit"] or match["joined"]))
    return Quantity(match.start(), match.end(), match.group(), "")


def _read(text: str, match: re.Match[str]) -> Quantity:
    start, end = match.start("value"), len(text[: match.end()].rstrip())
    value = match["value"] + (match["magnitude"] or "")
    if _SIGNED.search(text, max(0, start - 2), start):
        start, value = start - 1, "-" + value
    if match["upper"] and not _is_range(text, match):
        # two numbers: this one ends before the joint
        unit = match["middle"] or ""
        if not unit and re.fullmatch(r"\s+to\s+", match["joint"]) and _FROM.search(_before(text, match)):
            unit = match["percent"] or match["times"] or match["unit"] or ""  # "from 51 to 55%"
        end = match.end("middle") if match["middle"] else match.end("magnitude" if match["magnitude"] else "value")
        return Quantity(start, end, value, _named(unit))
    if match["upper"]:
        value += "-" + match["upper"] + (match["upper_magnitude"] or "")
    if match["percent"]:
        unit = "points" if match["points"] else "%"
    elif match["times"]:
        unit = "x"
    elif match["unit"]:
        unit = _named(match["unit"])
    elif text[start - 1 : start] in ("x", "×") and text[max(0, start - 2) : start - 1] in ("", " ", "("):
        unit = "x"  # "x2.2"
    elif _FACTOR.search(text[max(0, start - 40) : start]):
        unit = "x"
    elif _DIFFERENCE.search(text[max(0, start - 40) : start]) and _SCORE_NAME.match(text, end):
        unit = "points"
    else:
        unit = ""
    return Quantity(start, end, value, unit)


def _is_range(text: str, match: re.Match[str]) -> bool:
    joint = match["joint"]
    if joint.isspace():  # a sign lost from "26%~41%" leaves a space
        listed = _LISTED.match(text, match.end()) or _falls(match)  # "by 10.4% 5.7% and 4.4%"
        return bool(match["middle"] and (match["percent"] or match["times"]) and not listed)
    if "up" in joint:
        return True  # "savings from 8% up to 72%"
    if "to" in joint:
        before = _before(text, match)
        if not _SPANS.search(before) and (_FROM.search(before) or _ANSWERS.search(before) or _falls(match)):
            return False
        return bool(match["percent"] or match["times"] or match["unit"])
    return True


def _before(text: str, match: re.Match[str]) -> str:
    return text[max(0, match.start() - 60) : match.start()]


def _falls(match: re.Match[str]) -> bool:
    """The second number is the smaller one, both without a magnitude: "in 2020 to 64 minutes"."""
    plain = not match["magnitude"] and not match["upper_magnitude"]
    return plain and float(re.sub(r"[^\d.]", "", match["value"])) > float(re.sub(r"[^\d.]", "", match["upper"]))


def _named(written: str) -> str:
    written = _MICRO.sub("µ", " ".join(written.split()).strip(" -$"))
    if not written:
        return ""
    lower = written.casefold()
    for pattern, name in _UNIT_KINDS:
        if pattern.fullmatch(written):
            return name
    if _PROCESSOR_TIME.fullmatch(lower):
        kept = re.sub(r"[- ](?=(?:hour|day|year)s?$)", " ", written)
        return kept if kept.endswith("s") else kept + "s"
    single = lower[:-1] if len(lower) > 2 and lower.endswith("s") and not lower.endswith("/s") else lower
    return _UNIT_NAMES.get(single, _UNIT_NAMES.get(lower, written))
