"""The report as one page: no script, nothing loaded from elsewhere, fit to be printed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.template import Context, Engine
from django.utils.html import format_html

from caseward.kernel.clocks.moments import in_london
from caseward.kernel.wording import counted, day_in_words
from caseward.replay import picture
from caseward.replay.report import Alarm, Happened, Owed, Refusal, Report, Rule


HERE = Path(__file__).parent
PAGE = "report.html"

_STYLE = (HERE / "report.css").read_text("utf-8")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: its cells, and how it is marked."""

    cells: tuple[str, ...]
    tone: str = ""


def as_page(report: Report) -> str:
    """The page; its style stands in it, and holds nothing that would need to be escaped."""
    engine = Engine(dirs=[str(HERE / "templates")], libraries={"i18n": "django.templatetags.i18n"})
    return engine.get_template(PAGE).render(
        Context(
            {
                "report": report,
                "style": format_html("<style>{}</style>", _STYLE),
                "picture": picture.drawn(report),
                "figures": _figures(report),
                "starts": _instant(report.starts),
                "ends": _instant(report.ends),
                "events": [_of_event(one) for one in report.events],
                "owed": [_of_owed(one) for one in report.owed],
                "alarms": [_of_alarm(one) for one in report.alarms],
                "refusals": [_of_refusal(report, one) for one in report.refusals],
                "gates": [
                    Line((str(one.event), one.title, one.sentence, _rule(one.pathway), one.gate))
                    for one in report.gates
                ],
                "expectations": [
                    Line(
                        (one.place, one.expects, "met" if one.met else "not met", one.because),
                        "well" if one.met else "late",
                    )
                    for one in report.expectations
                ],
            }
        )
    )


def _figures(report: Report) -> Iterator[tuple[str, str]]:
    late = sum(one.standing in {"met late", "open and late"} for one in report.owed)
    yield counted(len(report.events), one="event", many="events"), ""
    yield counted(len(report.owed), one="thing owed", many="things owed"), ""
    yield f"{late} of them late", "late" if late else "well"
    yield counted(len(report.refusals), one="refusal", many="refusals"), "late" if report.refusals else ""
    impossible = sum(one.outcome == "impossible" for one in report.events)
    if impossible:
        yield counted(impossible, one="event was not possible", many="events were not possible"), "soon"
    unmet = sum(not one.met for one in report.expectations)
    if report.expectations:
        yield f"{unmet} of {len(report.expectations)} expectations not met", "late" if unmet else "well"


def _of_event(one: Happened) -> Line:
    tone = {"done": "", "refused": "late", "impossible": "soon"}[one.outcome]
    came = " ".join(one.did) or one.why_not
    outcome = {"done": "done", "refused": "refused", "impossible": "not possible"}[one.outcome]
    beside = " ".join(part for part in (one.remark, f"({one.source})" if one.source else "") if part)
    return Line((str(one.number), _instant(one.at), one.what, one.person, outcome, came, beside), tone)


def _of_owed(one: Owed) -> Line:
    ended = f"{_instant(one.ended)}, by event {one.ended_of}" if one.ended else ""
    standing = f"{one.standing}: {one.late_by}" if one.late_by else one.standing
    because = one.because if not one.moved else f"{one.because} Its due time moved {len(one.moved)} times."
    return Line(
        (one.id, _rule(one.rule), f"event {one.born_of}, {_instant(one.born)}", _day(one.due_on), ended, standing,
         because, one.owed_by, ", ".join(one.rule.source)),
        picture.TONES[one.standing],
    )  # fmt: skip


def _of_alarm(one: Alarm) -> Line:
    rule = _rule(one.rule) if one.rule else ""
    source = ", ".join(one.rule.source) if one.rule else ""
    told = one.told if not one.reached else f"{one.told}: {', '.join(one.reached)}"
    return Line(
        (_instant(one.at), one.kind, one.sentence, told, one.owed, rule, source), picture.FLAGS[one.kind]
    )


def _of_refusal(report: Report, one: Refusal) -> Line:
    what = report.events[one.event - 1].what
    gates = [
        gate.sentence for gate in report.gates if gate.event == one.event and gate.sentence not in one.because
    ]
    satisfied = " ".join(part for part in (one.remedy, *gates) if part)
    return Line((str(one.event), _instant(one.at), what, one.because, satisfied, one.code), "late")


def _rule(rule: Rule) -> str:
    return f"{rule.title}, version {rule.version}"


def _instant(at: datetime) -> str:
    local = in_london(at)
    return f"{day_in_words(local.date())} {local:%H:%M}"


def _day(day: date | None) -> str:
    return day_in_words(day) if day else ""
