"""Whether a sentence asserts what it speaks of, denies it, hedges it, or reports it of someone else."""

from __future__ import annotations

import re

from kg.model import Polarity

_NEGATION = re.compile(
    r"\b(?:not|no|never|neither|nor|cannot|can't|doesn't|don't|didn't|isn't|aren't|wasn't|weren't|hardly|scarcely|"
    r"without|fails? to|failed to|unable to|lacks?|instead of|rather than)\b",
    re.IGNORECASE,
)
# "not only ... but also" asserts; "no longer needs", "without loss of" says something good, not that nothing is so
_NO_NEGATION = re.compile(
    r"\bnot (?:only|just|merely|limited)\b|\bno (?:longer|more than|less than)\b|\bwithout (?:loss|losing|sacrific|"
    r"compromis|degrad|hurt|any|additional|extra|further|re-?train|fine-?tun|access|requir|need|the need)",
    re.IGNORECASE,
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|possibly|perhaps|potentially|presumably|arguably|conceivabl[ye]|"
    r"we (?:believe|hope|expect|conjecture|"
    r"hypothesi[sz]e|suspect|speculate|plan|intend)|in (?:the )?future|future (?:work|research|studies)|"
    r"would|promises? to|remains? to be (?:seen|shown)|it (?:seems|appears)|seems? to|appears? to|likely)\b",
    re.IGNORECASE,
)
_OTHERS = re.compile(
    r"\bet al\b|\b(?:[Pp]revious|[Pp]rior|[Ee]arlier|[Rr]ecent|[Ee]xisting|[Oo]ther|[Pp]ast) "
    r"(?:work|works|study|studies|research|authors|papers|results|findings|literature)\b[^.;]{0,40}?"
    r"\b(?:show|shows|showed|shown|report|reports|reported|propose|proposes|proposed|claim|claims|claimed|find|found|"
    r"suggest|suggests|suggested|argue|argues|argued|demonstrate|demonstrates|demonstrated|introduced|use|used|uses)\b|"
    r"\b(?:[Ii]t (?:has been|is|was) (?:(?:widely|often|commonly|recently|previously) )?"
    r"(?:claimed|believed|reported|argued|shown|known|suggested|thought|assumed))\b"
)
_OWN = re.compile(r"\b(?:we|our|ours|this (?:paper|work|study|article)|the proposed)\b", re.IGNORECASE)
_CLAUSE = re.compile(
    r"[;:]|,\s+(?:but|while|whereas|although|though|however|and|which|yet)\b|\b(?:but|whereas|however)\b"
)


def polarity(sentence: str, cue: int) -> Polarity:
    """How a sentence means what it says at a place.

    Args:
        sentence: the sentence.
        cue: the position in it of the word that says the relation or the number.

    Returns:
        the first of "attributed", "negated", "hedged" whose sign stands in the clause of the cue, else "asserted".
    """
    start = max((match.end() for match in _CLAUSE.finditer(sentence, 0, cue)), default=0)
    following = _CLAUSE.search(sentence, cue)
    clause = sentence[start : following.start() if following else len(sentence)]
    before = sentence[start : cue + 1]
    if _OTHERS.search(clause) and not _OWN.search(clause):
        return "attributed"
    plain = _NO_NEGATION.sub(" ", before)
    # a negation reaches the verb it stands before, some words on, and no further
    if _NEGATION.search(plain[-40:]) or re.search(r"\bunable to\b|\bfail(?:s|ed)? to\b", plain):
        return "negated"
    if _HEDGE.search(before):
        return "hedged"
    return "asserted"
