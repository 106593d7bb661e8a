"""Whether a text is in English: by its alphabet and its commonest small words. Short texts count as English."""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W\d_]+")
_FEWEST = 12  # words; less tells nothing


def _set(*words: str) -> frozenset[str]:
    return frozenset(word for line in words for word in line.split())


_ENGLISH = _set(
    "the of and to in is that for with we on as are this by from be our it which can an at or these has have not"
)
# small words of languages in the Latin alphabet that are no English words
_OTHERS = _set(
    "der und ist für von mit ein eine auf wird nicht werden zur zum bei dem des sich auch als",  # German
    "les des une est dans pour sur par avec nous qui sont aux cette ces du et la le un",  # French
    "el los las una para del como se es en y más el este esta de lo",  # Spanish
    "os uma não são dos das pelo pela em um ao com da na",  # Portuguese
    "il gli che della nel sono di dei delle alla si una questo viene è",  # Italian
    "het een van voor zijn wordt deze worden aan niet ook bij dat",  # Dutch
    "och att för med som av till ett den är på og til af det er ikke",  # Swedish, Danish, Norwegian
    "w na się jest oraz dla nie przez które tym",  # Polish
    "ve bir bu ile için olarak da olan",  # Turkish
    "yang dan untuk dengan ini pada dari adalah dalam tidak",  # Indonesian
)


def is_english(text: str) -> bool:
    """Whether a text is in English, as far as it can be told."""
    letters = [letter for letter in text if letter.isalpha()]
    latin = sum(letter.isascii() or unicodedata.name(letter, "").startswith("LATIN") for letter in letters)
    if len(letters) >= _FEWEST and latin < 0.6 * len(letters):
        return False
    words = [word.casefold() for word in _WORD.findall(text)]
    if len(words) < _FEWEST:
        return True
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS for word in words)
    return english >= others or english > 0.12 * len(words)
