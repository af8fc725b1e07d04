"""Security markings: which is higher, what a container shows, who may lower one, and what is too high for here."""

import enum
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.wording import gettext_noop


class Level(enum.StrEnum):
    """How high a record stands within OFFICIAL; -SENSITIVE is a marking inside the tier, not a tier."""

    OFFICIAL = "OFFICIAL"
    OFFICIAL_SENSITIVE = "OFFICIAL-SENSITIVE"

    @property
    def rank(self) -> int:
        """Its place from the bottom, so that levels compare by height and never by spelling."""
        return list(Level).index(self)


class Handling(enum.StrEnum):
    """Handling instructions of the Government Security Classifications Policy, June 2023."""

    RECIPIENTS_ONLY = "RECIPIENTS ONLY"
    ORGANISATION_USE_ONLY = "ORGANISATION USE ONLY"
    HMG_USE_ONLY = "HMG USE ONLY"
    EMBARGOED_UNTIL = "EMBARGOED UNTIL"
    FOR_PUBLIC_RELEASE = "FOR PUBLIC RELEASE"


class Descriptor(enum.StrEnum):
    """Descriptors of the same policy: what kind of sensitivity the content has."""

    PERSONAL_DATA = "PERSONAL DATA"
    COMMERCIAL = "COMMERCIAL"
    LEGAL_PROFESSIONAL_PRIVILEGE = "LEGAL PROFESSIONAL PRIVILEGE"
    LEGAL = "LEGAL"
    HR_MANAGEMENT = "HR / MANAGEMENT"
    MARKET_SENSITIVE = "MARKET SENSITIVE"


CEILING = Level.OFFICIAL_SENSITIVE


@dataclass(frozen=True, slots=True)
class Marking:
    """What stands at the head of a record: level, handling instructions, descriptors.

    Raises ValueError for a marking that contradicts itself: what is for public release is OFFICIAL
    and has no other instruction. Source: Government Security Classifications Policy 2023.
    """

    level: Level
    handling: frozenset[Handling] = frozenset()
    descriptors: frozenset[Descriptor] = frozenset()

    def __post_init__(self) -> None:
        if not self.is_public:
            return
        if self.level is not Level.OFFICIAL or self.descriptors or len(self.handling) > 1:
            raise ValueError("What is for public release carries no other marking.")

    @property
    def is_public(self) -> bool:
        """Whether anybody may read it."""
        return Handling.FOR_PUBLIC_RELEASE in self.handling

    @property
    def line(self) -> str:
        """The marking as it is written: level, instructions, descriptors, always in the same order."""
        instructions = [instruction.value for instruction in Handling if instruction in self.handling]
        kinds = [descriptor.value for descriptor in Descriptor if descriptor in self.descriptors]
        return " – ".join([self.level.value, *instructions, *kinds])


def highest(markings: Iterable[Marking]) -> Marking:
    """The marking of a container: the highest level and every restriction of what lies in it.

    It is for public release only if everything in it is. Raises ValueError when nothing lies in it,
    because an empty container has no marking that could be derived.
    """
    contents = tuple(markings)
    if not contents:
        raise ValueError("A marking cannot be derived from nothing.")
    if all(marking.is_public for marking in contents):
        return contents[0]
    return Marking(
        level=max((marking.level for marking in contents), key=lambda level: level.rank),
        handling=frozenset[Handling]().union(*(m.handling for m in contents)) - {Handling.FOR_PUBLIC_RELEASE},
        descriptors=frozenset[Descriptor]().union(*(m.descriptors for m in contents)),
    )


def lowers(before: Marking, *, after: Marking) -> bool:
    """Whether the change takes anything away: the level, an instruction, a descriptor."""
    return highest((before, after)) != after


def may_lower(
    before: Marking, *, after: Marking, because: str, by: object, second_person: object | None
) -> Decision:
    """Whether a marking may change; going down needs a reason and a second named person.

    `by` and `second_person` are whatever identifies two people; they must differ. Going up, or no
    change at all, is always allowed. Source: "no downgrade without reason and second person" (design).
    """
    if not lowers(before, after=after):
        return Allowed(gettext_noop("The marking is not lowered."))
    if not because.strip():
        return _NO_REASON
    if second_person is None or second_person == by:
        return _NO_SECOND_PERSON
    return Allowed(gettext_noop("Lowered with a reason and a second person."))


_NO_REASON = Refused(
    code="marking.no-reason",
    because=gettext_noop("A marking is never lowered without a reason."),
    remedy=gettext_noop("Say why the content no longer needs it."),
)
_NO_SECOND_PERSON = Refused(
    code="marking.no-second-person",
    because=gettext_noop("A marking is never lowered by one person alone."),
    remedy=gettext_noop("Ask another officer to agree to it by name."),
)

_HEAD_LINES, _HEAD_LETTERS = 12, 200
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−", "-"))
_SPACED_OUT = re.compile(r"\b(?:[A-Za-z] ){3,}[A-Za-z]\b")
_LABEL = re.compile(
    r"^(?:(?:protective|security|government)\s+)?(?:marking|classification|gsc)s?\s*(?:[:=-]+\s*|$)",
    re.IGNORECASE,
)
_ABOVE = re.compile(r"^(?:UK\s+)?(TOP\s*[- ]?\s*SECRET|SECRET)(?![\w'’])(?P<rest>.*)$", re.IGNORECASE)


def refuse_above_ceiling(text: str) -> Decision:
    """Whether a document may be kept here, judged by the marking at the head of its text.

    Looks at the first dozen lines that are not blank. A line counts as a marking when it is nothing
    but SECRET or TOP SECRET with its caveats, in whatever capitals, spacing or brackets; the word inside
    a sentence does not. Source: the ceiling of this platform is OFFICIAL-SENSITIVE (design).
    """
    for line in _head(text):
        found = _marking_above(line)
        if found:
            return _above_ceiling(found)
    return Allowed(gettext_noop("Nothing at its head is marked above OFFICIAL-SENSITIVE."))


def _head(text: str) -> list[str]:
    seen = "".join(letter for letter in unicodedata.normalize("NFKC", text) if not _is_invisible(letter))
    lines = (" ".join(line.split()) for line in seen.splitlines())
    return [line[:_HEAD_LETTERS] for line in lines if line][:_HEAD_LINES]


def _is_invisible(letter: str) -> bool:
    return unicodedata.category(letter) == "Cf"


def _marking_above(line: str) -> str | None:
    """The marking this line consists of, when it is above the ceiling."""
    plain = _LABEL.sub("", line.translate(_DASHES).strip(" -*_=#[](){}|\"'"))
    match = _ABOVE.match(_SPACED_OUT.sub(lambda spaced: spaced[0].replace(" ", ""), plain).strip())
    if match is None or not _is_caveat(match["rest"]):
        return None
    return "TOP SECRET" if match[1].upper().startswith("TOP") else "SECRET"


def _is_caveat(rest: str) -> bool:
    """Whether what follows the word belongs to a marking: nothing, a separated caveat, or a few capitals."""
    rest = rest.strip(" .*_=#[](){}|\"'")
    if not rest or rest.startswith(("/", "-", ":", ",")):
        return True
    return rest == rest.upper() and len(rest.split()) <= 5


def _above_ceiling(found: str) -> Refused:
    return Refused(
        code="marking.above-ceiling",
        because=gettext_noop(
            "This document is marked {marking}. Nothing above OFFICIAL-SENSITIVE may be kept here."
        ).format(marking=found),
        remedy=gettext_noop(
            "Do not copy it or send it on. Call your force's information security officer at once."
        ),
    )
