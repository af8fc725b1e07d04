"""Whoever watches a replay: reads after each event what the commands wrote, and hears every clock that rings."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

import psycopg
from psycopg.rows import dict_row

from caseward.kernel import clocks
from caseward.kernel.access.capabilities import CAPABILITIES
from caseward.kernel.clocks.moments import in_london
from caseward.kernel.replays import Event
from caseward.kernel.wording import day_in_words
from caseward.replay import ringing
from caseward.replay.report import Alarm, Moved, Owed, Report, Rule
from caseward.replay.ringing import Bells, Clock
from caseward.replay.stage import Stage


ENTRIES = "select sequence, at, event, body from ledger_entry where sequence > %s order by sequence"
OWED = """
    select o.id::text, o.about_id, o.about_kind, o.about_reference, o.rule_key, o.rule_version, o.started_at,
           o.due_at, o.paused_at, o.paused_because, o.pauses, coalesce(o.happened_at, o.ended_at) as ended_at,
           o.ended_how, o.capability, o.created_at, u.name as bearer
    from obligations_obligation o left join accounts_user u on u.id = o.owed_by_id where o.id = any(%s::uuid[])
    order by o.created_at, o.rule_key, u.name
"""
NOTICES = """
    select m.id::text, m.kind, m.created_at, m.about_id, u.name
    from jobs_outboxmessage m left join accounts_user u on u.id = m.user_id
    where m.created_at >= %s order by m.created_at, m.kind, u.name
"""
ABOUT_CLOCKS, TOUCHED = "obligation.", "tripwire.touched"
IN_TIME, LATE, WITHDRAWN, OPEN, OPEN_LATE = "met in time", "met late", "withdrawn", "open", "open and late"


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the ledger."""

    at: datetime
    event: str
    facts: dict[str, Any]


@dataclass(slots=True)
class Watcher:
    """Reads as the owner of the throw-away database, who sees every row."""

    connection: psycopg.Connection[Any]
    stage: Stage
    report: Report
    bells: Bells = field(default_factory=Bells)
    _last: int = 0
    _by_id: dict[str, Owed] = field(default_factory=dict)
    _told: set[str] = field(default_factory=set)
    _about: dict[str, UUID] = field(default_factory=dict)

    def begin(self) -> None:
        """Everything so far was setting up."""
        found = self.connection.execute("select coalesce(max(sequence), 0) from ledger_entry").fetchone()
        self._last = found[0] if found else 0

    def look(self, event: Event) -> list[Entry]:
        """What came of an event: new entries of the ledger, with what they say of clocks and notices taken over."""
        entries = list(self._entries())
        ids = {one.facts["obligation_id"] for one in entries if one.event.startswith(ABOUT_CLOCKS)}
        withdrawn = {one.facts["obligation_id"] for one in entries if one.event == "obligation.withdrawn"}
        for row in self._rows(OWED, [sorted(ids)]) if ids else ():
            self._keep(row, event, is_withdrawn=row["id"] in withdrawn)
        if entries:  # nothing is sent that the ledger does not tell of
            self._hear_notices(event)
        if any(one.event == TOUCHED for one in entries):
            self.report.alarms.append(
                Alarm(
                    self.stage.now, "tripwire", "A search touched somebody kept in silence.", "", event.number
                )
            )
        return entries

    def hear(self, until: datetime, event: int) -> Iterator[datetime]:
        """Note each bell up to an instant; yields each instant once, so that the jobs of its minute can run."""
        for at, rings in groupby(self.bells.until(until), key=lambda one: one[0].at):
            for ring, clock in rings:
                owed = self._by_id[clock.id]
                self.report.alarms.append(_alarm(ring, clock, owed, event))
                if ring.kind == ringing.LATE:
                    owed.standing = OPEN_LATE
            yield at

    def hear_who_was_told(self, instant: datetime) -> None:
        """Put the names of those who found a notice beside what rang at the instant."""
        rang = [one for one in self.report.alarms if one.at == instant and one.owed]
        for row in self._rows(NOTICES, [instant]):
            if row["id"] not in self._told:
                self._told.add(row["id"])
                for alarm in rang:
                    if self._about[alarm.owed] == row["about_id"] and row["name"] not in alarm.reached:
                        alarm.reached.append(row["name"])

    def finish(self, ends: datetime) -> None:
        """How everything that still stands open stands at the end."""
        for owed in self._by_id.values():
            if owed.standing == OPEN_LATE:
                owed.late_by = self._how_late(owed.id, ends)
        for number, owed in enumerate(self.report.owed, start=1):
            self._rename(owed, f"o{number}")

    def _rename(self, owed: Owed, name: str) -> None:
        for alarm in self.report.alarms:
            if alarm.owed == owed.id:
                alarm.owed = name
        owed.id = name

    def _entries(self) -> Iterator[Entry]:
        for row in self._rows(ENTRIES, [self._last]):
            self._last = row["sequence"]
            yield Entry(row["at"], row["event"], json.loads(bytes(row["body"]))["facts"])

    def _rows(self, statement: str, values: list[Any]) -> list[dict[str, Any]]:
        with self.connection.cursor(row_factory=dict_row) as cursor:
            return cursor.execute(statement, values).fetchall()

    def _keep(self, row: dict[str, Any], event: Event, *, is_withdrawn: bool) -> None:
        clock = _clock(row)
        owed = self._by_id.get(clock.id)
        if owed is None:
            owed = self._by_id[clock.id] = self._born(row, clock, event)
            self._about[clock.id] = row["about_id"]
            self.report.owed.append(owed)
        elif owed.due != row["due_at"] and row["ended_at"] is None:
            owed.moved.append(Moved(event.number, self.stage.now, owed.due, row["due_at"]))
        due = clock.due
        owed.due, owed.due_on, owed.because = due.at, due.on, due.because
        owed.owed_by = row["bearer"] or self._queue(row)
        if row["ended_at"] is not None:
            self._ended(owed, row, clock, event, is_withdrawn=is_withdrawn)
        self.bells.set(clock, now=self.stage.now)

    def _ended(
        self, owed: Owed, row: dict[str, Any], clock: Clock, event: Event, *, is_withdrawn: bool
    ) -> None:
        owed.ended, owed.ended_how, owed.ended_of = row["ended_at"], row["ended_how"], event.number
        state = clocks.state(clock.due, now=row["ended_at"])
        owed.late_by = state.sentence if state.is_late else ""
        owed.standing = WITHDRAWN if is_withdrawn else LATE if state.is_late else IN_TIME

    def _born(self, row: dict[str, Any], clock: Clock, event: Event) -> Owed:
        return Owed(
            id=clock.id,
            rule=_rule(clock),
            about=f"{row['about_kind'].lower()} {row['about_reference']}",
            person=self._person(row) or event.person,
            born=row["created_at"],
            born_of=event.number,
            counted_from=row["started_at"],
            due=None,
            due_on=None,
            because="",
            owed_by="",
        )

    def _person(self, row: dict[str, Any]) -> str:
        for key, history in self.stage.histories.items():
            if row["about_id"] in (*history.referrals, *history.cases):
                return key
        return ""

    def _queue(self, row: dict[str, Any]) -> str:
        return f"whoever may {CAPABILITIES[row['capability']].phrase}"

    def _how_late(self, key: str, ends: datetime) -> str:
        row = self._rows(OWED, [[key]])[0]
        return clocks.state(_clock(row).due, now=ends).sentence

    def _hear_notices(self, event: Event) -> None:
        for row in self._rows(NOTICES, [self.stage.now]):
            if row["id"] not in self._told:
                self._told.add(row["id"])
                said = f"A notice was sent: {row['kind'].replace('.', ' ').replace('-', ' ')}."
                self.report.alarms.append(
                    Alarm(row["created_at"], "told", said, row["name"] or "", event.number)
                )


def _alarm(ring: ringing.Ring, clock: Clock, owed: Owed, event: int) -> Alarm:
    told = ring.told or owed.owed_by
    return Alarm(ring.at, ring.kind, _said(ring, clock), told, event, owed=clock.id, rule=owed.rule)


def _said(ring: ringing.Ring, clock: Clock) -> str:
    due = clock.due
    title, day = clock.rule.title, day_in_words(due.on) if due.on else ""
    if due.at is not None and clock.rule.unit is clocks.Unit.HOUR:
        day = f"{in_london(due.at):%H:%M} on {day}"
    if ring.kind == ringing.WARNING:
        return f"“{title}” is due by {day}."
    if ring.kind == ringing.LATE:
        return f"“{title}” was due by {day} and is not done: the {ring.told} is told."
    return f"“{title}” is still not done: the {ring.told} is told."


def _rule(clock: Clock) -> Rule:
    rule = clock.rule
    return Rule(rule.key, rule.version, rule.title, list(rule.source))


def _clock(row: dict[str, Any]) -> Clock:
    return Clock(
        id=row["id"],
        rule_key=row["rule_key"],
        rule_version=row["rule_version"],
        started_at=row["started_at"],
        pauses=tuple(_pauses(row)),
        ended_at=row["ended_at"],
    )


def _pauses(row: dict[str, Any]) -> Iterable[clocks.Pause]:
    for one in row["pauses"]:
        yield clocks.Pause(
            datetime.fromisoformat(one["from"]), datetime.fromisoformat(one["until"]), one["code"]
        )
    if row["paused_at"] is not None:
        yield clocks.Pause(row["paused_at"], None, row["paused_because"])
