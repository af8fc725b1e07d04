"""Threats as a page shows them, what the ledger pages and the notices say of them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseward.threats.queries import Against, Powers, Somebody, ThreatFile, Threats
from caseward.threats.vocabulary import ON_MAKER, ON_WARNING, Done, Received, owner_ranks, published
from caseward.ui.told import Told


EVENTS = {
    "threat.recorded": gettext_lazy("recorded a threat in its exact words"),
    "threat.graded": gettext_lazy("graded a threat"),
    "threat.step-taken": gettext_lazy("recorded a step about a threat"),
    "threat.closed": gettext_lazy("closed a threat"),
    "threat.source-read": gettext_lazy("read the source of a threat"),
    "incident.recorded": gettext_lazy("recorded an incident against a person"),
    "incident.counted": gettext_lazy("counted the incidents against a person"),
    "incident.life-decided": gettext_lazy("decided on a threat to life"),
}
NOTICES = {
    "incident.pattern": Told(
        gettext_lazy("Incidents against one person make a pattern: a superintendent has to decide."),
        "threats:list",
    ),
}

COLOURS = {"HIGH": "late", "MEDIUM": "soon", "LOW": "info"}
MISSING = {
    "owner-told": gettext_lazy("Tell the decision owner"),
    "grade": gettext_lazy("Grade it"),
    "maker": gettext_lazy("Act on the maker, or say why not"),
    "warning": gettext_lazy("Warn, or say why not"),
}
TITLES = {
    Done.OWNER_TOLD: gettext_lazy("Record that the decision owner was told"),
    Done.MAKER_CONTACTED: gettext_lazy("Record the action on the maker"),
    Done.NO_ACTION: gettext_lazy("Say why there is no action on the maker"),
    Done.WARNED: gettext_lazy("Record the warning"),
    Done.NOT_WARNED: gettext_lazy("Say why there is no warning"),
    Done.ADDED: gettext_lazy("Add to the record of the threat"),
}


@dataclass(frozen=True, slots=True)
class Way:
    """Something that can be done about a threat: the slug of its page, and the words of its link."""

    done: str
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One step or grade in words: when, what, by whom written down."""

    at: Any
    title: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Row:
    """One threat as the page shows it."""

    id: UUID
    version: int
    is_open: bool
    quote: str
    received: str
    received_at: Any
    victims: str
    makers: str
    facts: tuple[tuple[str, str], ...]
    grade: str
    colour: str
    missing: tuple[str, ...]
    ways: tuple[Way, ...]
    lines: tuple[Line, ...]
    closed_by: str
    closed_at: Any
    closed_because: str


def rows(found: Threats, *, may: Powers) -> list[Row]:
    """Every threat, open ones first, each with what its reader may do about it."""
    return [_row(one, may) for one in found.threats]


def people(found: Iterable[Somebody], *, with_record: bool = False) -> list[tuple[str, str]]:
    """The people of the case, to be chosen from."""
    return [(str(one.id), one.name) for one in found if one.has_record or not with_record]


def grades(may: Powers) -> list[tuple[str, str]]:
    """The grades that are the reader's to say, to be chosen from."""
    return [(key, one["title"]) for key, one in published()["grade"].items() if key in may.grades]


def incidents(found: Iterable[Against]) -> list[dict[str, Any]]:
    """Each incident in words."""
    kinds = published()["incident"]
    return [
        {
            "at": one.incident.happened_at,
            "name": one.name,
            "kind": kinds.get(one.incident.kind, one.incident.kind),
            "words": one.incident.words,
            "by": one.incident.created_by.name,
        }
        for one in found
    ]


def title_of(done: str) -> str:
    """The heading of the page of a step."""
    return str(TITLES[Done(done)])


def _row(one: ThreatFile, may: Powers) -> Row:
    threat, grades = one.threat, published()["grade"]
    return Row(
        id=threat.pk,
        version=threat.version,
        is_open=one.is_open,
        quote=threat.words,
        received=_("%(how)s, by %(who)s")
        % {"how": str(Received(threat.received_how).label).lower(), "who": threat.received_by},
        received_at=threat.received_at,
        victims=", ".join(one.victims),
        makers=", ".join(filter(None, (*one.makers, threat.maker_description))),
        facts=_facts(one),
        grade=grades[one.grade]["title"] if one.grade in grades else _("not graded"),
        colour=COLOURS.get(one.grade, "still"),
        missing=tuple(str(MISSING[key]) for key in one.missing) if one.is_open else (),
        ways=tuple(way for way in _ways(one) if may.of(Done(way.done))),
        lines=_lines(one),
        closed_by=threat.closed_by.name if threat.closed_by else "",
        closed_at=threat.closed_at,
        closed_because=threat.closed_because or "",
    )


def _facts(one: ThreatFile) -> tuple[tuple[str, str], ...]:
    threat = one.threat
    said = ((_("How"), threat.method), (_("Where"), threat.place), (_("When"), threat.when))
    return tuple((title, words) for title, words in said if words)


def _ways(one: ThreatFile) -> Iterable[Way]:
    if not one.is_open:
        return
    if not one.has(Done.OWNER_TOLD):
        yield Way(Done.OWNER_TOLD.value, _("The decision owner was told"))
    if not one.has(*ON_MAKER):
        yield Way(Done.MAKER_CONTACTED.value, _("Action on the maker"))
        yield Way(Done.NO_ACTION.value, _("No action, and why"))
    if not one.has(*ON_WARNING):
        yield Way(Done.WARNED.value, _("Warning delivered"))
        yield Way(Done.NOT_WARNED.value, _("No warning, and why"))


def _lines(one: ThreatFile) -> tuple[Line, ...]:
    steps = [
        Line(step.at, str(Done(step.done).label), _said(step), step.created_by.name) for step in one.steps
    ]
    known = published()
    grades = [
        Line(
            grade.created_at,
            _("Graded: %(grade)s") % {"grade": known["grade"][grade.grade]["title"].lower()},
            "\n".join((_aspects(grade.aspects), grade.because)),
            grade.created_by.name,
        )
        for grade in one.grades
    ]
    return tuple(sorted([*steps, *grades], key=lambda line: line.at, reverse=True))


def _aspects(chosen: dict[str, str]) -> str:
    known = published()
    return " ".join(
        f"{title} {known['judged'].get(chosen.get(key, ''), '')}." for key, title in known["aspect"].items()
    )


def _said(step: Any) -> str:  # noqa: ANN401  the model belongs to another room
    rank = owner_ranks().get(step.rank, "")
    who = ", ".join(filter(None, (rank, step.who, step.edition)))
    return f"{who}: {step.words}" if who else str(step.words)
