"""What a timeline expects: a phrase of a few words, read before anything is replayed."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseward.kernel.replays.faults import Amiss, unknown
from caseward.kernel.replays.grammar import Known
from caseward.kernel.replays.moments import read_day
from caseward.kernel.replays.spelling import spoken
from caseward.kernel.replays.timeline import Expected
from caseward.kernel.wording import gettext_noop


class About(StrEnum):
    """What the word after the phrase names."""

    NOTHING = "nothing"
    CODE = "the code of a refusal, if one is named"
    RULE = "a clock rule"
    GATE = "a gate"
    STAGE = "a stage"
    COUNT = "how many, if a number is named"


@dataclass(frozen=True, slots=True)
class Phrase:
    """One thing that can be expected."""

    word: str
    about: About
    means: str


PHRASES = (
    Phrase("done", About.NOTHING, "the event was carried out"),
    Phrase("refused", About.CODE, "the rules refused the event"),
    Phrase("impossible", About.NOTHING, "the event was not possible, because an earlier step is missing"),
    Phrase("gate", About.GATE, "this gate stood in the way"),
    Phrase("found", About.COUNT, "the search found records that could be the person"),
    Phrase("owed", About.RULE, "what the rule asks for was owed"),
    Phrase("met", About.RULE, "what the rule asks for was done, in time"),
    Phrase("late", About.RULE, "what the rule asks for was not done by its time"),
    Phrase("warned", About.RULE, "the clock warned before its time"),
    Phrase("escalated", About.RULE, "a rung of the rule's ladder was told"),
    Phrase("stage", About.STAGE, "a case came to this stage"),
    Phrase("open", About.NOTHING, "the last case stands open"),
    Phrase("closed", About.NOTHING, "the last case is closed"),
    Phrase("told", About.CODE, "a notice of this kind was sent"),
)  # fmt: skip

_BY = re.compile(r"\s+(?:by|on)\s+(?P<day>[0-9].*)$")
_NOT = re.compile(r"^not\s+(?!possible\b)")


def read_expected(given: str, *, place: str, known: Known) -> Expected:
    """One expectation: "[not] PHRASE [NAME] [by DAY]"; Amiss names the nearest phrase or rule that is known."""
    rest, by = given.strip(), None
    if dated := _BY.search(rest):
        by, rest = read_day(dated["day"]), rest[: dated.start()]
    rest, negated = _NOT.subn("", rest.replace(":", " "))
    first, _, subject = rest.replace("not possible", "impossible").strip().partition(" ")
    phrase = next((one for one in PHRASES if one.word == first.lower()), None)
    if phrase is None:
        raise Amiss(unknown(first, (one.word for one in PHRASES), what=gettext_noop("expectation")))
    return _expected(phrase, subject.strip(), given, place, known, negated=bool(negated), by=by)


def _expected(
    phrase: Phrase, subject: str, given: str, place: str, known: Known, *, negated: bool, by: date | None
) -> Expected:
    return Expected(
        place=place,
        words=given,
        what=phrase.word,
        subject=_subject(phrase, subject, known),
        negated=negated,
        by=by,
    )


def _subject(phrase: Phrase, subject: str, known: Known) -> str:
    if phrase.about is About.RULE:
        return _rule(subject, known)
    if phrase.about in _NAMES:
        what, names = _NAMES[phrase.about][0], getattr(known, _NAMES[phrase.about][1])
        if spoken(subject) not in names:
            raise Amiss(unknown(subject, names, what=what))
        return spoken(subject)
    if phrase.about is About.COUNT and subject and not subject.isdigit():
        raise Amiss(gettext_noop("Say how many in figures."))
    if phrase.about is About.NOTHING and subject:
        raise Amiss(gettext_noop("“{word}” stands alone.").format(word=phrase.word))
    return subject


_NAMES = {About.GATE: ("gate", "gates"), About.STAGE: ("stage", "stages")}


def _rule(subject: str, known: Known) -> str:
    """A rule by its key or its title; anything late at all where none is named."""
    if not subject:
        return ""
    found = known.rules.get(spoken(subject)) or known.rules.get(subject.lower())
    if found is None:
        raise Amiss(unknown(subject, known.rules.values(), what=gettext_noop("clock")))
    return found
