"""Who is acting, when and why, and the few things a command may do."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import groupby
from typing import Any, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Model, QuerySet

from caseward.foundation.commands.errors import CommandIncomplete, Invalid, NotPermitted, NotVisible, Stale
from caseward.foundation.ledger.events import Event, Operation
from caseward.foundation.records import bulk, history, writing
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.ties import strongest


M = TypeVar("M", bound=Model)

LONDON = ZoneInfo("Europe/London")


@dataclass(slots=True)
class Context:
    """One per request or job; passed to every command.

    `purpose` is said where somebody has said it (the session of a search, a job); where nobody has, it is what ties the
    actor to the record. `is_sent` where it came as a form: such a one happens under its key or not at all; `draft` is
    where its writer may have left a draft of it, which ends with what it brings about.
    """

    actor: Actor
    now: datetime
    purpose: str = ""
    key: UUID | None = None
    digest: str = ""
    is_sent: bool = False
    draft: str = ""
    command_id: UUID | None = None
    _decisions: list[Allowed] = field(default_factory=list)
    _events: list[Event] = field(default_factory=list)
    _changes: list[history.Change] = field(default_factory=list)
    _alarms: list[Callable[[], None]] = field(default_factory=list)

    @property
    def today(self) -> date:
        """The day in London."""
        return self.now.astimezone(LONDON).date()

    @property
    def why(self) -> str:
        """The purpose that the ledger keeps: a code, never words."""
        return self.purpose or strongest(*(decision.tie for decision in self._decisions)) or ""

    def to_look(self) -> "Context":
        """For a look within a form that was sent: what is shown is told again each time, and kept under no key."""
        return replace(self, key=None, is_sent=False)

    def get(self, visible: QuerySet[M], pk: object) -> M:
        """The record, if it is one the actor may know of; NotVisible otherwise."""
        found = visible.filter(pk=pk).first()
        if found is None:
            raise NotVisible
        return found

    def lock(self, visible: QuerySet[M], pk: object, *, version: int | None = None) -> M:
        """The record, locked until the command ends; Stale when it is no longer at the version the actor saw."""
        return self.only(visible.filter(pk=pk).select_for_update(of=("self",)), version=version)

    def only(self, found: Iterable[M], *, version: int | None = None) -> M:
        """The one record that a question found, with the same refusals: for questions that are kept."""
        one = next(iter(found), None)
        if one is None:
            raise NotVisible
        if version is not None and version != one.version:  # type: ignore[attr-defined]  # every Record has one
            raise Stale(record_id=one.pk, seen=version, current=one.version)  # type: ignore[attr-defined]
        return one

    def authorise(self, decision: Decision) -> None:
        """Go on only if the policy allows it; every command asks at least once."""
        if isinstance(decision, Refused):
            raise NotPermitted(decision)
        self._decisions.append(decision)

    def require(self, decision: Decision, *, on: str | None = None) -> None:
        """Go on only if the state of things allows it; `on` names the field whose answer is at fault."""
        if isinstance(decision, Refused):
            raise Invalid(decision, field=on)

    def add(self, record: M) -> M:
        """Insert a record, made now and by the actor."""
        self.add_all([record])
        return record

    def add_all(self, records: Sequence[Model]) -> None:
        """Insert many records, made now and by the actor, in one statement."""
        self._must_be_authorised()
        for record in records:
            vars(record).update(created_at=self.now, created_by_id=self.actor.id)  # no relation was read yet
        bulk.insert_records(records)

    def change(self, record: M, **values: Any) -> None:  # noqa: ANN401  any column's value
        """Set the fields, count up the version, save them and remember what they said before."""
        self._must_be_authorised()
        self._changes += history.changes(record, values)
        for name, value in values.items():
            setattr(record, name, value)
        record.version += 1  # type: ignore[attr-defined]  # every Record has one
        writing.update(record, (*values, "version"))

    def change_all(self, changes: Sequence[tuple[Model, Mapping[str, Any]]]) -> None:
        """Change many records as `change` does one: those of one model and the same fields in one statement."""
        if len(changes) == 1:
            self.change(changes[0][0], **changes[0][1])
            return
        self._must_be_authorised()
        for record, values in changes:
            self._changes += history.changes(record, dict(values))
            vars(record).update(values, version=vars(record)["version"] + 1)
        for names, run in groupby(changes, key=lambda one: (type(one[0]), *one[1])):
            writing.update_all([record for record, _ in run], (*names[1:], "version"))

    def keep_history(self) -> None:
        """Write down what has changed so far: for one who knows of it no longer when the command ends."""
        if self.command_id and self._changes:
            history.write(self._changes, command_id=self.command_id, at=self.now, by=self.actor.id)
            self._changes.clear()
        self._alarms.clear()

    def record(self, event: Event) -> None:
        """Tell the ledger; every command tells at least one thing."""
        self._events.append(event)

    def if_refused(self, alarm: Callable[[], None]) -> None:
        """Should this command be refused, do this with the record of the refusal: somebody must know of it."""
        self._alarms.append(alarm)

    def calm(self) -> None:
        """What somebody would have had to know has not happened."""
        self._alarms.clear()

    @property
    def alarms(self) -> tuple[Callable[[], None], ...]:
        """What is to be done once the refusal is on record."""
        return tuple(self._alarms)

    def begin(self, command_id: UUID) -> None:
        """Start afresh: one context may run several commands, one after another."""
        self.command_id = command_id
        self._decisions.clear()
        self._events.clear()
        self._changes.clear()

    def finished(self, name: str) -> tuple[list[Event], list[history.Change]]:
        """What is to be written down; CommandIncomplete when nobody was asked, nothing told, or a look has no why."""
        if not self._decisions:
            raise CommandIncomplete(f"{name} did not authorise.")
        if not self._events:
            raise CommandIncomplete(f"{name} recorded nothing.")
        if not self.why and any(event.operation is Operation.CONSULTATION for event in self._events):
            raise CommandIncomplete(f"{name} is a look, and nothing says why.")
        return list(self._events), list(self._changes)

    def _must_be_authorised(self) -> None:
        if not self._decisions:
            raise CommandIncomplete("A write before anybody was authorised.")
