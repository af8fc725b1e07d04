"""A calendar, rules and instants for the tests of clocks: invented rules, real bank holidays of one winter."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from caseward.kernel.clocks import Calendar, ClockRule, Pause, Receipt, Unit


LONDON = ZoneInfo("Europe/London")

CALENDAR = Calendar(
    key="england-and-wales",
    version="test",
    title="England and Wales bank holidays",
    covers_from=date(2026, 1, 1),
    covers_until=date(2028, 1, 1),
    closes_at=time(17),
    holidays={
        date(2026, 12, 25): "Christmas Day",
        date(2026, 12, 28): "Boxing Day (substitute)",
        date(2027, 1, 1): "New Year's Day",
        date(2027, 3, 26): "Good Friday",
        date(2027, 3, 29): "Easter Monday",
    },
)


def london(day: str, clock: str = "10:00") -> datetime:
    """An instant given as the clock on a London wall shows it."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=LONDON).astimezone(UTC)


def rule(unit: Unit = Unit.WORKING_DAY, duration: int = 5, **changes: object) -> ClockRule:
    """A rule that may be paused while clarifying (unless it ends the same day), with what differs."""
    values: dict[str, object] = {
        "key": "gateway-decision",
        "version": "2026-11",
        "title": "Gateway decision",
        "starts_on": ("referral.received",),
        "since": "the referral was received",
        "ends_on": ("referral.decided",),
        "duration": duration,
        "unit": unit,
        "receipt": Receipt.WORKING_HOURS if unit is Unit.WORKING_DAY else Receipt.AT_ONCE,
        "escalates_to": "detective sergeant",
        "escalates_to_role": "supervisor",
        "source": ("P05",),
        "effective_from": date(2026, 11, 1),
        "pause_reasons": {"CLARIFICATION": "waiting for the referrer to answer"} if duration else {},
    }
    return ClockRule(**{**values, **changes})  # type: ignore[arg-type]


def paused(starts: datetime, ends: datetime | None) -> Pause:
    """A pause for the one reason the rules above allow."""
    return Pause(starts, ends, "CLARIFICATION")
