"""Expectations against what the replay found."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from caseward.foundation.catalogue import catalogue
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.replays import Expected, Timeline
from caseward.kernel.wording import listed
from caseward.replay.report import Alarm, Happened, Judged, Owed, Report


Answer = tuple[bool, str]
Judge = Callable[[Expected, Report, Happened | None], Answer]


def judged(timeline: Timeline, report: Report) -> list[Judged]:
    """Every expectation of the timeline, those of events first."""
    by_number = {one.number: one for one in report.events}
    asked: list[tuple[Expected, Happened | None]] = [
        (one, by_number[event.number]) for event in timeline.events for one in event.expects
    ]
    asked += [(one, None) for one in timeline.expects]
    return [_judged(one, report, happened) for one, happened in asked]


def _judged(expected: Expected, report: Report, event: Happened | None) -> Judged:
    is_so, because = _JUDGES[expected.what](expected, report, event)
    met = is_so is not expected.negated
    return Judged(expected.place, event.number if event else None, expected.words, met, because)


def _outcome(wanted: str) -> Judge:
    def judge(expected: Expected, report: Report, event: Happened | None) -> Answer:
        among = [event] if event else report.events
        found = [one for one in among if one.outcome == wanted]
        if expected.subject:
            codes = {one.event: one.code for one in report.refusals}
            found = [one for one in found if expected.subject in codes.get(one.number, "")]
        shown = (found or among)[:3]
        if found or expected.negated:
            return bool(
                found
            ), f"{'; '.join(f'event {one.number} was {one.outcome}' for one in shown)}.".capitalize()
        return False, " ".join(f"{_came_of(one)}{_code(report, one)}" for one in shown)

    return judge


def _gate(expected: Expected, report: Report, event: Happened | None) -> Answer:
    found = [
        one for one in report.gates
        if one.gate == expected.subject and (event is None or one.event == event.number)
    ]  # fmt: skip
    return bool(found), "; ".join(one.sentence for one in found[:1]) or _no_gate(report, event)


def _no_gate(report: Report, event: Happened | None) -> str:
    """What stood there instead of the gate."""
    others = dict.fromkeys(one.gate for one in report.gates if event is None or one.event == event.number)
    rose = f" What rose there: {listed(others)}." if others else ""
    return f"The gate did not stand in the way.{f' {_came_of(event)}' if event else ''}{rose}"


def _came_of(event: Happened) -> str:
    """What came of an event, with the reason where it was nothing."""
    return f"Event {event.number} was {event.outcome}{f': {event.why_not}' if event.why_not else '.'}"


def _code(report: Report, event: Happened) -> str:
    code = next((one.code for one in report.refusals if one.event == event.number), "")
    return f" Its code is {code}." if code else ""


def _found(expected: Expected, report: Report, event: Happened | None) -> Answer:
    among = [event] if event else report.events
    counts = [one.found for one in among if one.found is not None]
    wanted = int(expected.subject) if expected.subject else None
    is_so = any(one == wanted if wanted is not None else one > 0 for one in counts)
    return is_so, f"Searches found {', '.join(map(str, counts)) or 'nothing: there was none'}."


def _owed(expected: Expected, report: Report, event: Happened | None) -> Answer:
    found = [
        one for one in _of_rule(expected, report.owed)
        if (event is None or _stands_at(one, event)) and _by(expected, one.born)
    ]  # fmt: skip
    return bool(found), _owed_said(found) or _owed_elsewhere(expected, report, event)


def _owed_elsewhere(expected: Expected, report: Report, event: Happened | None) -> str:
    """When it was owed instead; else from what it would be counted, and what was owed there."""
    if at_other_times := list(_of_rule(expected, report.owed)):
        return f"Not then: {_owed_said(at_other_times)}, from event {at_other_times[0].born_of}."
    there = dict.fromkeys(
        one.rule.key for one in report.owed if event is None or _stands_at(one, event)
    )  # fmt: skip
    return f"{_never(expected)}{f' What was owed there: {listed(there)}.' if there else ''}"


def _never(expected: Expected) -> str:
    """That nothing began the clock, and what would have."""
    rules = catalogue().clocks
    since = next((one.since for one in rules if one.key == expected.subject), "")
    return f"It was never owed{f', for nothing began it ({since})' if since else ''}."


def _stands_at(one: Owed, event: Happened) -> bool:
    """Whether it was owed once the event had happened, or until it did."""
    return one.born_of <= event.number and (one.ended_of is None or one.ended_of >= event.number)


def _met(expected: Expected, report: Report, event: Happened | None) -> Answer:
    found = [
        one for one in _of_rule(expected, report.owed)
        if one.standing == "met in time" and (event is None or one.ended_of == event.number)
        and one.ended is not None and _by(expected, one.ended)
    ]  # fmt: skip
    return bool(found), _owed_said(found or list(_of_rule(expected, report.owed))) or _never(expected)


def _rang(kind: str) -> Judge:
    def judge(expected: Expected, report: Report, event: Happened | None) -> Answer:
        found = [
            one for one in report.alarms
            if one.kind in _KINDS[kind] and _is_about(expected, one) and _by(expected, one.at)
            and (event is None or one.at <= event.until)
        ]  # fmt: skip
        said = "; ".join(f"{_day(one.at)}: {one.sentence}" for one in found[:3])
        return bool(found), said or _rang_instead(expected, report, kind)

    return judge


def _rang_instead(expected: Expected, report: Report, kind: str) -> str:
    """When it rang instead, or how what was owed ended; else that it never began."""
    if not expected.subject:
        return "Nothing of the kind rang."
    if rang := [one for one in report.alarms if one.kind in _KINDS[kind] and _is_about(expected, one)]:
        return f"Not by then. {_day(rang[0].at)}: {rang[0].sentence}"
    if owed := list(_of_rule(expected, report.owed)):
        return f"It did not ring: {_owed_said(owed)}."
    return f"Nothing of the kind rang. {_never(expected)}"


def _stage(expected: Expected, report: Report, event: Happened | None) -> Answer:
    last = event or next((one for one in reversed(report.events) if one.stage), None)
    here = last.stage if last else ""
    return here == expected.subject, f"The case stands at “{here}”." if here else "There is no case."


def _standing(*, closed: bool) -> Judge:
    def judge(expected: Expected, report: Report, event: Happened | None) -> Answer:
        del expected
        last = event or next((one for one in reversed(report.events) if one.is_closed is not None), None)
        if last is None or last.is_closed is None:
            return False, "There is no case."
        return last.is_closed is closed, f"The case is {'closed' if last.is_closed else 'open'}."

    return judge


def _told(expected: Expected, report: Report, event: Happened | None) -> Answer:
    found = [
        one for one in report.alarms
        if one.kind == "told" and expected.subject.replace(".", " ").replace("-", " ") in one.sentence
        and (event is None or one.event == event.number) and _by(expected, one.at)
    ]  # fmt: skip
    return bool(found), "; ".join(f"{one.told}: {one.sentence}" for one in found[:3]) or _told_instead(
        report, event
    )


def _told_instead(report: Report, event: Happened | None) -> str:
    others = [
        one for one in report.alarms if one.kind == "told" and (event is None or one.event == event.number)
    ]
    return (
        f"Nobody was told of that. Told there: {'; '.join(one.sentence for one in others[:3]) or 'nothing'}."
    )


_KINDS = {"late": {"late"}, "warned": {"warning"}, "escalated": {"late", "escalated"}}
_JUDGES: dict[str, Judge] = {
    "done": _outcome("done"),
    "refused": _outcome("refused"),
    "impossible": _outcome("impossible"),
    "gate": _gate,
    "found": _found,
    "owed": _owed,
    "met": _met,
    "late": _rang("late"),
    "warned": _rang("warned"),
    "escalated": _rang("escalated"),
    "stage": _stage,
    "open": _standing(closed=False),
    "closed": _standing(closed=True),
    "told": _told,
}


def _of_rule(expected: Expected, owed: Iterable[Owed]) -> Iterator[Owed]:
    return (one for one in owed if not expected.subject or one.rule.key == expected.subject)


def _is_about(expected: Expected, alarm: Alarm) -> bool:
    return not expected.subject or (alarm.rule is not None and alarm.rule.key == expected.subject)


def _by(expected: Expected, at: datetime) -> bool:
    return expected.by is None or london_day(at) <= expected.by


def _owed_said(found: list[Owed]) -> str:
    return "; ".join(f"{one.rule.title}: {one.standing}{_due(one.due_on)}" for one in found[:3])


def _due(day: date | None) -> str:
    return f", due {day.isoformat()}" if day else ""


def _day(at: datetime) -> str:
    return london_day(at).isoformat()
