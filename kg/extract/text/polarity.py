"""Whether a sentence asserts what it speaks of, denies it, hedges it, or reports it of someone else.

Each sign has a scope: it reaches from where it stands to the end of its clause or to the next verb of its own, and
what is said outside that scope is not touched by it. Two negations in one scope undo each other. "can" asserts: that
a method can do something is what its paper states of it. "may not" hedges: it does not deny.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.text.clauses import clause_at, without_asides
from kg.model import Polarity

_FARTHEST = 600  # characters around a cue that are looked at
_AHEAD = 20  # characters after a cue that a sign before it may have to look at
_REACH = 80  # characters that a negation or a modal verb reaches at most

# ------------------------------------------------------------------------------------------------------- negation
_NEGATION = re.compile(
    r"\b(?:(?<!\S)(?<!\bmay\s)(?<!\bmight\s)(?<!\bwould\s)not\b|"
    r"(?:never|cannot|neither|nor|no|none|nobody|nothing|hardly|scarcely|barely|rarely|seldom|without|lacks|instead of|"
    r"rather than|in place of|in the absence of|fail(?:s|ed|ing)? to|unable to|inability to|"
    r"(?:ca|do|does|did|is|are|was|were|has|have|had|could|wo)n['’]t)\b|"
    r"(?:eliminat|remov|obviat|avoid|bypass)\w* (?:the |any )?(?:need|necessity|requirement)s? (?:for|of|to)\b|"
    r"avoid(?:s|ed|ing)? (?:the )?(?=(?:use of|using|usage of|relying on|requiring)\b))",
    re.IGNORECASE,
)
# what follows a negation that denies nothing: a comparison ("no worse than"), an emphasis, or a harm that is denied
_HARMLESS = re.compile(
    r"\s*(?:only|just|merely|solely|simply|least|surprising(?:ly)?|uncommon\w*|unusual\w*|to mention|"
    r"(?:be )?(?:limited|restricted|confined) to|doubt|question|wonder|matter (?:how|what|which)|"
    r"be (?:over(?:stated|emphasi[sz]ed|estimated)|ignored|neglected|denied|understated)|"
    r"(?:\w+ly )?(?:more|less|fewer|later|earlier|greater|higher|lower|smaller|larger|longer than|\w*[^n]er) than|"
    r"(?:much |far |any |statistically )?(?:worse|slower|inferior|weaker|poorer)\b)",
    re.IGNORECASE,
)
_HARM = re.compile(
    r"\s*(?:(?:suffer(?:s|ing)? from|a|an|any|the|much|[a-z]+(?:able|ible|ant|ial|ly)|apparent|major|"
    r"further|in|lead to|cause|causing|incurring|introduce|introducing)\s+){0,4}"
    r"(?:loss(?:es)?|los(?:e|ing)|sacrific\w+|compromis\w+|degrad\w+|hurt\w*|harm\w*|deteriorat\w+|impair\w*|damag\w+|"
    r"(?:affect|alter|chang|modif|increas)\w*|drops?|declin\w+|penalt\w+|reduction|decrease|overhead)\b|"
    r"\s*(?:[\w-]+\s+){1,3}(?:loss|drop|degradation|penalty|overhead)\b",
    re.IGNORECASE,
)
_POSITIVE = r"outperform|integrat|generali[sz]|surpass|exceed|beat|achiev|attain|reach|improv|deliver|yield|obtain"
_FINITE = (
    rf"(?:{_POSITIVE}|us|requir|reduc|show|provid|enabl|allow|produc|generat|perform|run|scal|learn|mak|maintain|retain|"
    r"preserv|sav|cut|offer|demonstrat|extend|support|handl|work|remain|lead|result|reli|depend|operat|match|combin|"
    r"employ|leverag|adapt|generali[sz]|converg|propos|introduc|tak|need|appli|ha|speed)(?:e?s|e?d)"
)
# what a negation or modal verb before it does not reach beyond
_SCOPE_END = re.compile(
    r"\((?!such|e\.g|i\.e|includ|like)[^)]*\Z|"
    rf",(?!\s+(?:or|nor)\b)|\b(?:and|or|then) (?:\w+ly |also |then |even |still |thus )?"
    rf"(?:{_FINITE}|(?:{_POSITIVE})e?|is|are|can|will|do|does|did|we|it|they)\b|\band (?=[~$]?\d)|"
    r"\b(?:until|unless|because|when(?= \w+s\b)|thereby|therefore)\b|"
    # "does not need labels to reach 90%" denies the labels, not what is reached
    r"\b(?:need|requir|us|rel)\w* (?:on )?[\w-]+(?: [\w-]+){0,4} to(?= \w)|"
    r"(?<!evidence )(?<!claim )(?<!show )(?<!mean )(?<!imply )(?<!find )(?<!observe )(?<!believe )(?<!guarantee )"
    r"(?<!suggest )(?<!indicate )(?<!conclude )(?<!ensure )\b(?:that|which|who)\b",
    re.IGNORECASE,
)
# "uses no labels": the negation stands between the verb and what it is about
_NEGATED_OBJECT = re.compile(
    r"[\w-]*\s+(?:(?:almost|virtually|absolutely|to)\s+)?(?P<sign>no|none|neither)\b", re.IGNORECASE
)

# ---------------------------------------------------------------------------------------------------------- hedges
# these stand before a verb and reach as far as a negation
_MODAL = re.compile(
    r"\b(?:whether\b|(?:may|might)\b(?!-)|"
    r"(?<!\bin )(?<!\bof )(?<!\bto )(?<!\bby )(?<!\bon )(?<!\bsince )(?<!\buntil )(?<!\bfrom )May\b"
    r"(?= [A-Za-z]+)|could\b(?! not|n['’]t)|w(?:ould|ill)\b|"
    r"(?:is|are|be) (?:\w+ly )?(?:expected|anticipated|planned|hoped|intended) to\b|potential (?:to|for)\b|"
    r"promises? to\b|(?:seem|appear)(?:s|ed)? (?:to|that)\b|(?<!more )(?<!most )(?<!less )(?<!equally )(?<!as )"
    r"likely\b(?! to be (?:clicked|chosen))|(?:possibly|potentially|presumably|arguably|conceivabl[ey]|probably|"
    r"perhaps(?! (?:surprising|unsurprising|most)\w*))\b)"
)
# these cast doubt on, or put off, the whole of their clause
_DOUBT = re.compile(
    r"\b(?:we (?:\w+ly )?(?:believe|hope|expect|conjecture|hypothesi[sz]e|suspect|speculate|plan|intend|anticipate|"
    r"envision)|(?:suggest|hint)(?:s|ed|ing)? (?:that|at)|it (?:seems|appears|is (?:possible|conceivable|likely) that)|"
    r"in the (?:near )?future|(?:in|to|as) future (?:work|research|studies|versions?|releases?)|"
    r"future (?:work|research|studies|directions?) (?:will|could|may|might|should|can|would|is|are|include|involve)s?|"
    r"remains? (?:to be|an open|unclear)|unclear|hypothesis that)\b|"
    r"^\W*(?:can|could|do|does|will|would|should)\b(?=[^?]*\?\W*$)",
    re.IGNORECASE,
)
_THIS_PAPER = re.compile(r"\bthis (?:paper|article|chapter|section|work|tutorial|thesis|talk)\b", re.IGNORECASE)

# ---------------------------------------------------------------------------------------------------------- others
_OWN = re.compile(r"\b(?:we|our|ours|this (?:paper|work|study|article)|the proposed)\b", re.IGNORECASE)
_SAID = (
    r"(?:claimed|believed|reported|argued|shown|known|suggested|thought|assumed|hypothesi[sz]ed|conjectured|demonstrated|"
    r"considered|regarded|observed|noted|found)"
)
# a quick look for any word that the long pattern below must have
_OTHERS_HINT = re.compile(
    r"\b(?:(?:prev|prior|earl|recent|exist|other|past|curr|tradit|convent|class|most|many|sever|some|publ|resear|crit|"
    r"expert|pract|schol|scient|auth)|et al|(?:19|20)\d\d)",
    re.IGNORECASE,
)
# the clause is about other people or what they made: "Existing methods …", "Miller et al. …"
_OTHERS_SUBJECT = re.compile(
    r"(?:^\W*|[,(]\s*|\b(?:that|while|although|though|since|because|whereas|but|and|where|when|as)\s+)"
    r"(?:(?:the|many|most|some|several|much|a few|of the|all|nearly all|both)\s+)*"
    r"(?!current (?:work|study|research|paper|investigation)\b)"
    r"(?:(?:previous|previously|prior|earlier|recent|existing|other|past|current|traditional|conventional|classical|most|many|"
    r"several|some|published)\s+"
    r"(?:(?!in\b|of\b|for\b|on\b|to\b)[\w-]+\s+){0,3}?"
    r"(?:works?|stud(?:y|ies)|research|researchers|authors|papers|results|findings|literature|approaches|methods|models|"
    r"systems|techniques|algorithms|solutions|efforts|attempts|investigations|solvers|frameworks|practice)\b"
    r"|researchers|critics|experts|practitioners|scholars|scientists|the authors of\b|"
    r"[^\W\d_][\w-]+(?: (?:and|&) [^\W\d_][\w-]+)? (?:et al\.?|\(?(?:19|20)\d\d[a-z]?\)?)[\s,)]*"
    r"(?:(?:\(?(?:19|20)\d\d\)?|\[\d+\])\s*)?(?!(?:for|on|in|at|of|to|with|and|or|by|as|is|are)\b)(?=(?-i:[a-z])))",
    re.IGNORECASE,
)
_HEARSAY = re.compile(
    rf"\bit (?:has been|is|was) (?:\w+ly |often |long ){{0,2}}{_SAID}\b|"
    rf"\b(?:is|are|was|were) (?:widely|commonly|generally|often|usually|traditionally|long|frequently) {_SAID}\b|"
    rf"\b(?:has|have|had) (?:\w+ly |often |long )?been (?:\w+ly |often |long )?{_SAID}\b",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"^\W*(?:according to (?!our|the proposed|this|these|experiment|the results|results)|"
    r"as (?:\w+ly )?\w+(?:ed|wn) (?:by|in) (?!our|us\b|fig|tab|sec|this|the (?:experiment|result|figure|table)))",
    re.IGNORECASE,
)
# "was shown by Miller et al. to be": the cue is what they showed
_SHOWN_BY = re.compile(rf"\b{_SAID} (?:\w+ly )?(?:by|in) (?!us\b|our\b)[^,;]{{0,40}}?\bet al\b", re.IGNORECASE)
# "was proposed by Miller et al.": said of the verb and of what stands before it
_BY_OTHERS = re.compile(r"[^,;]{0,60}?\b(?:\w+ed|shown|given|built) (?:\w+ly )?(?:by|in) [^,;]{0,30}?\bet al\b")


def polarity(sentence: str, cue: int, about: int | None = None) -> Polarity:
    """How a sentence means what it says at a place.

    Args:
        sentence: the sentence.
        cue: the position in it of the word that says the relation or the number.
        about: the position of the thing it is said of, where that is known and stands after the cue; in a clause
            other than the cue's, that clause alone counts.

    Returns:
        the first of "attributed", "negated", "hedged" whose sign has the cue in its scope, else "asserted".
    """
    # no sign reaches further; what is read of a sentence without end takes no longer for that
    first = max(0, cue - _FARTHEST)
    sentence = without_asides(sentence[first : max(cue, about or 0) + _FARTHEST])
    cue, about = cue - first, None if about is None else about - first
    if about is None or about <= cue:
        return _at(sentence, cue)
    if clause_at(sentence, cue) != clause_at(sentence, about):
        return _at(sentence, about)
    said = _at(sentence, cue)
    return _at(sentence, about) if said == "asserted" else said


def _at(sentence: str, cue: int) -> Polarity:
    start, end = clause_at(sentence, cue)
    before, after = sentence[start:cue], sentence[cue:end]
    if _attributed(before, after):
        return "attributed"
    if _negated(before, after):
        return "negated"
    return "hedged" if _hedged(before, after) else "asserted"


def _attributed(before: str, after: str) -> bool:
    if _OWN.search(before):
        return False
    clause = before + after
    if _ACCORDING.search(clause):
        return True
    subjects = _OTHERS_SUBJECT.finditer(clause, 0, len(before) + _AHEAD) if _OTHERS_HINT.search(clause) else ()
    if any(match.end() <= len(before) for match in subjects):
        return True
    passive = _BY_OTHERS.match(after)
    if passive and re.search(
        r"\b(?:is|are|was|were|been|first|originally|recently)\s*$|^[^.]*\b(?:is|was|were|been)\b", before
    ):
        return True
    return _SHOWN_BY.search(before) is not None or _HEARSAY.search(clause) is not None


def _negated(before: str, after: str) -> bool:
    signs = [sign for sign in _reaching(_NEGATION, before, after) if not _denies_nothing(before + after, sign)]
    # "not … nor", "neither … nor", "no … nor": one negation said twice
    count = len([sign for sign in signs if sign.group().casefold() != "nor"]) or len(signs)
    within = _NEGATED_OBJECT.match(after)
    if within and not _denies_nothing(after, within):
        count += 1
    return count % 2 == 1


def _denies_nothing(text: str, sign: re.Match[str]) -> bool:
    return bool(_HARMLESS.match(text, sign.end()) or _HARM.match(text, sign.end()))


def _hedged(before: str, after: str) -> bool:
    if _DOUBT.search(before) or re.match(r"^\W*(?:can|do|does)\b[^?]*\?\W*$", before + after, re.IGNORECASE):
        return True
    for sign in _reaching(_MODAL, before, after):
        if sign.group() != "will" or not _THIS_PAPER.search(before + after):
            return True
    return False


def _reaching(signs: re.Pattern[str], before: str, after: str) -> Iterator[re.Match[str]]:
    """The signs before a cue whose scope is still open there."""
    clause = before + after
    cue = re.split(r"\W", after, maxsplit=1)[0]
    for sign in signs.finditer(clause, max(0, len(before) - _REACH), len(before) + _AHEAD):
        if sign.end() > len(before):
            return
        # a verb that ends the scope may be the cue itself
        end = _SCOPE_END.search(clause, sign.end(), len(before + cue))
        if end is None or end.start() >= len(before):
            yield sign
