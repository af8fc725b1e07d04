"""The stage of a replay: who is on it, what has been made for whom, and how to act as somebody at an instant."""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg

from caseward.foundation import clock
from caseward.foundation.access import actors, identity, sessions
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context
from caseward.foundation.database import reading
from caseward.foundation.jobs import service
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.pathways import Pathway
from caseward.kernel.replays import Event, Officer, Person, Player, Timeline
from caseward.kernel.replays.cast import ROLES
from caseward.kernel.wording import listed
from caseward.replay.staging import ADMINISTRATOR, Employed, Placed


LASTS = timedelta(hours=11)  # a session lasts twelve at most
PURPOSE = "replay"


class NotPossible(LookupError):
    """An event needs what is not there; says what is missing and, if it is known, which event would have made it."""


@dataclass(slots=True)
class History:
    """What was made about one person, the latest last."""

    person: Person
    referrals: list[UUID] = field(default_factory=list)
    cases: list[UUID] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Failed:
    """An event that came to nothing, and what it would have made."""

    event: Event
    how: str
    is_refusal: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """A case as it stands: what verbs need to know of it before anybody acts."""

    owner_id: UUID
    compartment_id: UUID
    version: int
    stage: str
    pathway_key: str
    pathway_version: str
    opened_at: datetime
    closed_at: datetime | None

    @property
    def pathway(self) -> Pathway:
        """The version of the pathway under which it opened."""
        return catalogue().pathway(self.pathway_key, self.pathway_version)


STANDING = """
    select owner_id, compartment_id, version, stage, pathway_key, pathway_version, opened_at, closed_at
    from cases_case where id = %s
"""


@dataclass(slots=True)
class Stage:
    """Everything that verbs need to know of each other."""

    timeline: Timeline
    units: Mapping[str, Placed]
    staff: Mapping[str, Employed]
    now: datetime
    records: psycopg.Connection[Any]
    histories: dict[str, History] = field(default_factory=dict)
    labels: dict[str, UUID] = field(default_factory=dict)
    person_of: dict[UUID, str] = field(default_factory=dict)
    homes: dict[UUID, str] = field(default_factory=dict)  # in which unit a referral arrived
    apart: dict[UUID, str] = field(default_factory=dict)  # whose a case is that has a compartment of its own
    readers: dict[UUID, str] = field(default_factory=dict)  # who could read a case the last time
    deconflicted: dict[UUID, Event] = field(default_factory=dict)  # by referral, where it came too early
    failed: list[Failed] = field(default_factory=list)
    tried: str = ""  # the happening that was recorded last, or refused
    _tokens: dict[UUID, str] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        timeline: Timeline,
        units: Sequence[Placed],
        staff: Sequence[Employed],
        records: psycopg.Connection[Any],
    ) -> "Stage":
        """The stage before the first event; `records` are read as the owner of the throw-away database."""
        return cls(
            timeline=timeline,
            units={one.unit.name: one for one in units},
            staff={one.officer.id: one for one in staff},
            now=timeline.events[0].at,
            records=records,
            histories={one.id: History(one) for one in timeline.people},
        )

    @contextmanager
    def acting(self, who: Officer) -> Iterator[Context]:
        """Act as a member of staff at the instant of the event."""
        with identity.assume(self._token(self.staff[who.id].user_id)), reading.page():
            actor = actors.current_actor()
            if actor is None:
                raise NotPossible(f"{who.name} may not act: no posting is live.")
            yield Context(actor=actor, now=self.now, purpose=PURPOSE)

    @property
    def today(self) -> date:
        """The London day of the event."""
        return london_day(self.now)

    @contextmanager
    def as_platform(self, instant: datetime) -> Iterator[Context]:
        """Act as the platform's own jobs do."""
        with identity.assume(self._token(service.WORKER.id)):
            yield Context(actor=service.WORKER, now=instant, purpose="job")

    def history(self, event: Event) -> History:
        """What was made about whoever the event is about."""
        return self.histories[event.person]

    def unit_of(self, event: Event) -> Placed:
        """Where the event takes place: the unit of whoever does it, else the first."""
        if event.by in self.staff:
            return self.units[self.staff[event.by].officer.unit]
        return next(iter(self.units.values()))

    def who(self, word: str, usual: Player, unit: str) -> Officer:
        """Somebody by id or by role; the usual person of the unit where nobody is named."""
        if word in self.staff:
            return self.staff[word].officer
        player = ROLES.get(word, usual)
        return self.player(player, unit)

    def player(self, player: Player, unit: str) -> Officer:
        """Whoever plays this part in the unit."""
        every = [one.officer for one in self.staff.values()]
        return next(one for one in every if (one.unit, one.player) == (unit, player))

    def officer(self, user_id: UUID) -> Officer:
        """The member of staff with this account."""
        return next(one.officer for one in self.staff.values() if one.user_id == user_id)

    @property
    def administrator(self) -> Officer | None:
        """Whoever ends postings, where somebody leaves in the timeline."""
        found = self.staff.get(ADMINISTRATOR)
        return found.officer if found else None

    def user_id(self, who: Officer) -> UUID:
        """The account of a member of staff."""
        return self.staff[who.id].user_id

    def standing(self, case_id: UUID) -> Standing:
        """Where a case stands."""
        found = self.records.execute(STANDING, [case_id]).fetchone()
        if found is None:
            raise LookupError("There is no such case.")
        return Standing(*found)

    def readers_of(self, case_id: UUID) -> list[Officer]:
        """Everybody on the stage, whoever could read the case the last time first."""
        every = [one.officer for one in self.staff.values()]
        return sorted(every, key=lambda one: one.id != self.readers.get(case_id))

    def unit_with(self, compartment_id: UUID) -> str:
        """The unit that keeps its records there, or whose case is kept apart there."""
        if compartment_id in self.apart:
            return self.apart[compartment_id]
        for name, placed in self.units.items():
            if compartment_id in {placed.referrals, placed.cases}:
                return name
        return next(iter(self.units))

    def missing(self, what: str, event: Event, *makers: str) -> NotPossible:
        """Why there is nothing of this kind: an event before that came to nothing, or none that would have made it."""
        name = self.histories[event.person].person.name
        tried = [one for one in self.failed if one.event.person == event.person and one.event.verb in makers]
        # What was refused is why; what was not possible only followed from it.
        for one in [*(one for one in reversed(tried) if one.is_refusal), *reversed(tried)]:
            return NotPossible(
                f"There is no {what} of {name}: event {one.event.number} ({one.event.verb}) {one.how}."
            )
        wanted = listed([f"“{maker}”" for maker in makers], joined_by="or")
        others = "".join(self._of_others(event))
        return NotPossible(f"There is no {what} of {name}: no event before this one is {wanted}.{others}")

    def _of_others(self, event: Event) -> Iterator[str]:
        """Of whom there is a case, where the event is about somebody who has none."""
        some = [
            one.person.name for one in self.histories.values() if one.cases and one.person.id != event.person
        ]
        if some:
            yield f" There is a case of {listed(some)}: say whose event it is with `person`."

    def _token(self, user_id: UUID) -> str:
        if user_id not in self._tokens:
            token = secrets.token_hex(32)
            sessions.open_for(user_id, token, until=clock.now() + LASTS)
            self._tokens[user_id] = token
        return self._tokens[user_id]
