"""What a replay found, as plain values: the events, what was owed, what rang, what was refused, which gates rose."""

from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any


SCHEMA = "caseward-replay/1"


@dataclass(slots=True)
class Rule:
    """A published rule by name and version, with what it rests on."""

    key: str
    version: str
    title: str
    source: list[str] = field(default_factory=list)


@dataclass(slots=True)
class GateRisen:
    """A gate that stood in the way, or was set aside; the sentence says what satisfies it."""

    gate: str
    title: str
    sentence: str
    pathway: Rule
    state: str
    event: int
    at: datetime


@dataclass(slots=True)
class Refusal:
    """A refusal by the rules: its code, the reason, and what would have satisfied the rule."""

    event: int
    at: datetime
    kind: str
    code: str
    because: str
    remedy: str
    gates: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Moved:
    """A due time that another one took the place of."""

    event: int
    at: datetime
    before: datetime | None
    after: datetime | None


@dataclass(slots=True)
class Owed:
    """One obligation from birth to end; `event` numbers are those that caused it and ended it (None: nothing did)."""

    id: str
    rule: Rule
    about: str
    person: str
    born: datetime
    born_of: int
    counted_from: datetime
    due: datetime | None
    due_on: date | None
    because: str
    owed_by: str
    standing: str = "open"
    late_by: str = ""
    ended: datetime | None = None
    ended_how: str = ""
    ended_of: int | None = None
    moved: list[Moved] = field(default_factory=list)


@dataclass(slots=True)
class Alarm:
    """Something that rang: a warning, a clock run out, a rung of a ladder, a notice sent."""

    at: datetime
    kind: str
    sentence: str
    told: str
    event: int
    reached: list[str] = field(default_factory=list)
    owed: str = ""
    rule: Rule | None = None


@dataclass(slots=True)
class Happened:
    """One event and what came of it: done, refused or impossible."""

    number: int
    place: str
    at: datetime
    until: datetime
    what: str
    means: str
    by: str
    person: str
    outcome: str = "done"
    did: list[str] = field(default_factory=list)
    why_not: str = ""
    recorded: list[str] = field(default_factory=list)
    found: int | None = None
    stage: str = ""
    is_closed: bool | None = None
    source: str = ""
    remark: str = ""


@dataclass(slots=True)
class Judged:
    """An expectation, and whether it was met."""

    place: str
    event: int | None
    expects: str
    met: bool
    because: str


@dataclass(slots=True)
class Report:
    """The whole."""

    schema: str
    title: str
    about: str
    timeline: str
    rules_of: str
    starts: datetime
    ends: datetime
    people: list[dict[str, Any]]
    staff: list[dict[str, Any]]
    events: list[Happened] = field(default_factory=list)
    owed: list[Owed] = field(default_factory=list)
    alarms: list[Alarm] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    gates: list[GateRisen] = field(default_factory=list)
    expectations: list[Judged] = field(default_factory=list)
    remarks: list[dict[str, str]] = field(default_factory=list)

    def table(self) -> dict[str, Any]:
        """As it is written in JSON."""
        return asdict(self)
