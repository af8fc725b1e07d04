"""What a verb of a timeline is: its keys, what each may say, and who does it where nobody is named."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from caseward.kernel.replays.timeline import Player


class Kind(StrEnum):
    """What the value of a key says."""

    WORDS = "words"
    LIST = "one or more words"
    FLAG = "true or false"
    NUMBER = "a number"
    DAY = "a day"
    MOMENT = "a day, with its time where it is known"
    CHOICE = "one of these"
    PERSON = "a person of the timeline"
    STAFF = "a member of staff"
    CREW = "one or more members of staff"
    UNIT = "a unit"
    RECEIVER = "a unit, or a force"
    LABEL = "a label that an earlier event gave with `as`"
    STAGE = "a stage of the pathway"
    FACT = "a fact that gates ask about"
    FACTS = "one or more facts that gates ask about"
    GATE = "a gate of the pathway"
    HAPPENING = "something that the definitions know can happen"
    OUTCOME = "an outcome of the pathway"
    PATHWAY = "a pathway"


@dataclass(frozen=True, slots=True)
class Key:
    """One key of an event: its kind, what it is for, and what stands where it is left out.

    `choices` maps each word a writer may use to the value it means; a choice may be written in either.
    """

    name: str
    kind: Kind
    means: str
    default: object = None
    is_required: bool = False
    choices: Mapping[str, str] = field(default_factory=dict, hash=False)
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Verb:
    """Something that can happen in a timeline; `by` does it where the event names nobody ("" for the owner)."""

    name: str
    means: str
    keys: tuple[Key, ...] = ()
    by: Player | None = None
    aliases: tuple[str, ...] = ()

    def key(self, name: str) -> Key | None:
        """The key that goes by this name."""
        return next((one for one in self.keys if name == one.name or name in one.aliases), None)


@dataclass(frozen=True, slots=True)
class Known:
    """The names that the definitions in force give to what a timeline speaks of."""

    stages: frozenset[str] = frozenset()
    facts: frozenset[str] = frozenset()
    gates: frozenset[str] = frozenset()
    outcomes: frozenset[str] = frozenset()
    pathways: frozenset[str] = frozenset()
    happenings: frozenset[str] = frozenset()
    ranks: frozenset[str] = frozenset()
    # Each stage and outcome by its title as `bare` has it, where no other has the same.
    titles: Mapping[str, str] = field(default_factory=dict, hash=False)
    # The first day on which any pathway was in force.
    since: date = date.min
    # Each clock rule by its key, and by its title in small letters.
    rules: Mapping[str, str] = field(default_factory=dict, hash=False)

    def of(self, kind: Kind) -> frozenset[str] | None:
        """The names of a kind, or None for a kind of which anything may be said."""
        return {
            Kind.STAGE: self.stages,
            Kind.FACT: self.facts,
            Kind.GATE: self.gates,
            Kind.OUTCOME: self.outcomes,
            Kind.PATHWAY: self.pathways,
            Kind.HAPPENING: self.happenings,
        }.get(kind)


# The keys that every event may have; what a verb has under the same name comes first.
COMMON = (
    Key(
        "at",
        Kind.MOMENT,
        "when it happened, by London's clock; a day alone is nine in the morning",
        is_required=True,
        aliases=("date", "when", "day"),
    ),
    Key("time", Kind.WORDS, "the time of day, where `at` holds the day alone"),
    Key("what", Kind.WORDS, "the verb", is_required=True, aliases=("verb", "event", "type")),
    Key(
        "by", Kind.STAFF, "who did it; the usual person of the unit where nobody is named", aliases=("actor",)
    ),
    Key(
        "person",
        Kind.PERSON,
        "about whom; the first person of the timeline where nobody is named",
        aliases=("about", "subject"),
    ),
    Key("as", Kind.WORDS, "a label by which later events speak of what this one made", aliases=("label",)),
    Key(
        "source",
        Kind.WORDS,
        "where the review says so, kept for the report",
        aliases=("paragraph", "reference"),
    ),
    Key(
        "remark",
        Kind.WORDS,
        "anything, kept for the report; words that a verb has no use for are kept so, too",
        aliases=("comment", "notes"),
    ),
    Key("expects", Kind.LIST, "what will be so once it has happened", aliases=("expect", "expected")),
)
