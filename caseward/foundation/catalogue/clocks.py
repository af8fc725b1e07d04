"""Clock rules and calendars, from their tables."""

from datetime import date

from caseward.foundation.catalogue.headers import Header, header
from caseward.foundation.catalogue.spans import clock_span
from caseward.foundation.catalogue.tables import Table
from caseward.kernel.clocks import Bearer, Calendar, ClockRule, Receipt, Rung


_BEARERS = {"owner": Bearer.OWNER, "queue": Bearer.QUEUE}
_RECEIPTS = {"at once": Receipt.AT_ONCE, "in working hours": Receipt.WORKING_HOURS}


def clocks(table: Table) -> list[ClockRule]:
    """Read a file of clock rules; each inherits version, source and dates from the head of the file."""
    with table:
        head = header(table)
        return [_clock(key, one, head) for key, one in table.tables("clock")]


def _clock(key: str, table: Table, head: Header) -> ClockRule:
    with table, table.faults_at():
        duration, unit = table.parsed("lasts", clock_span)
        return ClockRule(
            key=key,
            version=head.version,
            title=table.text("title"),
            starts_on=table.texts("starts_on"),
            since=table.text("since"),
            ends_on=table.texts("ends_on"),
            duration=duration,
            unit=unit,
            receipt=table.one_of("received", _RECEIPTS),
            escalates_to=table.text("escalates_to"),
            escalates_to_role=table.text("escalates_to_role"),
            source=table.texts("source", default=head.source),
            effective_from=head.effective_from,
            effective_until=head.effective_until,
            warns=table.wholes("warn_before", default=()),
            pause_reasons=table.phrases("paused_while"),
            owed_by=table.one_of("owed_by", _BEARERS, default=Bearer.OWNER),
            capability=table.text("capability", default="case.write"),
            rungs=tuple(_rung(one) for one in table.list_of_tables("then")),
            rows=table.texts("rows", default=()),
        )


def _rung(table: Table) -> Rung:
    with table:
        duration, unit = table.parsed("after", clock_span)
        return Rung(
            duration=duration,
            unit=unit,
            escalates_to=table.text("to"),
            escalates_to_role=table.text("role"),
        )


def calendar(table: Table) -> list[Calendar]:
    """Read a calendar of working days."""
    with table, table.faults_at():
        head = header(table)
        return [
            Calendar(
                key=head.key,
                version=head.version,
                title=head.title,
                covers_from=table.day("covers_from"),
                covers_until=table.day("covers_until"),
                closes_at=table.time("closes_at"),
                weekend=frozenset(table.wholes("weekend")),
                holidays=_holidays(table),
                effective_from=head.effective_from,
            )
        ]


def _holidays(table: Table) -> dict[date, str]:
    names = table.phrases("holidays")
    with table.faults_at("holidays"):
        return {date.fromisoformat(day): name for day, name in names.items()}
