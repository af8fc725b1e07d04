"""Cases as their pages draw them: frozen values, no queries."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caseward.cases import policies
from caseward.cases.queries import CaseFile, Found, GatewaySheet, OfferRow, PersonFile, WorkRow
from caseward.cases.queries.lists import Load
from caseward.foundation.catalogue import catalogue
from caseward.kernel.access import Actor
from caseward.kernel.identity import FIELD_WORDS, LEVEL_WORDS, Evidence
from caseward.kernel.pathways.facts import Established
from caseward.nominals.queries import Candidate, NominalHeading
from caseward.obligations.queries import Counts
from caseward.obligations.vocabulary import Group
from caseward.referrals.queries import ReferralHeading
from caseward.ui import components as c
from caseward.ui.pages import Page
from caseward.workforce.queries import Colleague


EVENTS = {
    "case.opened": gettext_lazy("opened a case"),
    "case.viewed": gettext_lazy("read a case"),
    "case.offered": gettext_lazy("offered a case to an officer"),
    "case.accepted": gettext_lazy("accepted a case"),
    "case.refused": gettext_lazy("refused a case"),
    "case.offer-withdrawn": gettext_lazy("took back the offer of a case"),
    "case.moved": gettext_lazy("took a case to another stage"),
    "case.loose-end-raised": gettext_lazy("wrote down what stands open in a case"),
    "case.loose-end-settled": gettext_lazy("settled what stood open in a case"),
    "case.finding-recorded": gettext_lazy("recorded a finding in a case"),
    "case.gate-set-aside": gettext_lazy("set a gate aside with a reason"),
    "case.closing-proposed": gettext_lazy("proposed to close a case"),
    "case.closing-declined": gettext_lazy("declined to close a case"),
    "case.closed": gettext_lazy("closed a case"),
}

ROOMS = (
    ("file", "overview", gettext_lazy("Overview")),
    ("chronology", "chronology", gettext_lazy("Chronology")),
    ("plan", "plan", gettext_lazy("Gaps, actions, risks")),
    ("decisions", "decisions", gettext_lazy("Decisions")),
    ("files", "files", gettext_lazy("Files")),
    ("who", "who", gettext_lazy("Who may know")),
)


def head(file: CaseFile, *, viewer: Actor) -> c.CaseHead:
    """What stands above every page of a case: who, where it stands, who owns it, what is due, why I see it."""
    is_mine = file.heading.owner_id == viewer.id
    return c.CaseHead(
        title=file.heading.name,
        reference=file.heading.reference,
        pathway=_("%(title)s · version %(version)s")
        % {"title": file.pathway.title, "version": file.pathway.version},
        stages=_stages(file),
        owner=_("%(name)s (you)") % {"name": file.heading.owner} if is_mine else file.heading.owner,
        owner_note=_owner_note(file),
        due=file.owed[0].line if file.owed else None,
        basis="; ".join(file.why),
    )


def side(file: CaseFile, here: str) -> tuple[c.SideItem, ...]:
    """The rooms of a case, with how much is in each."""
    open_ends = [row for row in (*file.gaps, *file.actions, *file.risks) if row.is_open]
    counts = {
        "chronology": len(file.happenings),
        "plan": len(open_ends),
        "decisions": len(file.decisions),
        "files": len(file.files),
    }
    return tuple(
        c.SideItem(
            str(title),
            reverse(f"cases:{name}", args=[file.case.pk]),
            is_here=room == here,
            count=counts.get(room),
        )
        for name, room, title in ROOMS
    )


def may(file: CaseFile, *, viewer: Actor) -> dict[str, Any]:
    """What the viewer may do here, each a decision with its reason."""
    case, is_open = file.case, policies.is_open(file.case)
    return {
        "work": is_open and policies.may_work_on(viewer, case),
        "offer": is_open and not file.offer and policies.may_offer(viewer, case),
        "withdraw": is_open and file.offer and policies.may_offer(viewer, case),
        "answer": file.offer and policies.may_answer(viewer, file.offer),
        "close": is_open and not file.closing and policies.may_propose_closing(viewer, case),
        "answer_closing": file.closing and policies.may_answer_closing(viewer, case, file.closing),
    }


def still_open(file: CaseFile) -> list[str]:
    """Each loose end that bars a closing, in words."""
    titles = {"gap": _("Question"), "action": _("Action"), "risk": _("Risk")}
    rows = (*file.gaps, *file.actions, *file.risks)
    return [f"{titles[row.kind]}: {row.text}" for row in rows if row.is_open]


def ways(file: CaseFile, viewer: Actor) -> list[dict[str, Any]]:
    """Where the case can go, and for each gate in the way what would open it."""
    return [
        {"title": way.title, "gates": [_gate(file, gate.gate.key, viewer) for gate in way.unmet]}
        for way in file.next_stages
    ]


def move_form(file: CaseFile) -> dict[str, Any]:
    """What the form of a move is made with."""
    stage = file.pathway.stage(file.case.stage)
    return {
        "version": file.heading.version,
        "stage": stage.key,
        "question": stage.decision,
        "outcomes": [(way.key, way.title) for way in file.next_stages],
    }


def close_form(file: CaseFile) -> dict[str, Any]:
    """What the form of a closing is made with."""
    recent = set(file.look_back)
    entries = [(entry.first.id, entry.first) for entry in file.happenings if entry.first.id in recent]
    return {
        "version": file.heading.version,
        "outcomes": [(one.key, one.title) for one in file.pathway.outcomes_from(file.case.stage)],
        "recent": [(str(key), f"{first.kind.label}: {first.text[:120]}") for key, first in entries],
    }


def gateway_form(sheet: GatewaySheet) -> dict[str, Any]:
    """What the form of the gateway decision is made with."""
    return {
        "version": sheet.file.heading.version,
        "outcomes": [(one.key, one.title) for one in sheet.outcomes],
        "officers": [(str(one.id), f"{one.name}, {one.role}") for one in sheet.officers],
    }


def officers(able: Iterable[Colleague], *, but: UUID) -> list[tuple[str, str]]:
    """Officers to choose from."""
    return [(str(one.id), f"{one.name}, {one.role}") for one in able if one.id != but]


def closing(file: CaseFile) -> dict[str, Any]:
    """A proposed closing for whoever answers it."""
    proposed = file.pending_closing()
    return {
        "outcome": file.pathway.outcome(proposed.outcome).title,
        "rationale": proposed.rationale,
        "by": proposed.created_by.name,
        "at": proposed.created_at,
        "decision_id": proposed.decision_id,
        "looked_back": len(proposed.looked_back_at),
    }


def meaning(fact: str) -> str:
    """What a fact says when it is so."""
    known = catalogue().facts_about("case").get(fact)
    return known.means if known else fact


def gate_title(file: CaseFile, gate: str) -> str:
    """A gate by its title."""
    return file.pathway.gate(gate).title


def found(result: Found) -> dict[str, Any]:
    """What a search found, evidence first."""
    rows = [
        {
            "match": matched(candidate, url=reverse("cases:person", args=[candidate.heading.id])),
            "history": history(result.histories.get(candidate.heading.id, ())),
        }
        for candidate in result.candidates
    ]
    return {
        "rows": rows,
        "case": result.case,
        "referral": result.referral,
        "nominal": result.nominal,
        "is_empty": not (rows or result.case or result.referral or result.nominal),
    }


def matched(candidate: Candidate, *, url: str = "") -> c.Match:
    """A candidate with the evidence field by field, then its weight, then the words."""
    heading, match = candidate.heading, candidate.match
    return c.Match(
        title=f"{heading.name} · {heading.reference}",
        words=_(str(match.likelihood.value)),
        weight=match.total,
        evidence=tuple(_evidence(one) for one in match.evidence),
        facts=(*_born(heading), *map(_, match.cautions)),
        url=url,
        id=f"match-{heading.id}",
    )


def history(referrals: Iterable[ReferralHeading]) -> tuple[c.HistoryMark, ...]:
    """Earlier referrals on the strip."""
    return tuple(
        c.HistoryMark(
            on=one.received_at.date(),
            title=_("Referral %(reference)s") % {"reference": one.reference},
            note=one.outcome.replace("-", " ") or _("not decided yet"),
            url=reverse("referrals:file", args=[one.id]),
        )
        for one in referrals
    )


def person(file: PersonFile) -> dict[str, Any]:
    """A person's page."""
    known = file.nominal.person
    return {
        "heading": file.nominal.heading,
        "aliases": [f"{name.forenames} {name.surname}".strip() for name in known.aliases],
        "born": known.born.words if known.born else "",
        "addresses": [f"{one.street} {one.postcode}".strip() for one in known.addresses],
        "current": file.nominal.current_address,
        "numbers": known.identifiers,
        "not_the_same_as": file.nominal.not_the_same_as,
        "history": history(file.referrals),
        "cases": file.cases,
    }


def group_asked(text: str) -> Group | None:
    """The part of my work that was asked for."""
    return next((group for group in Group if group.value == text), None)


def work(
    page: Page[WorkRow], *, counted: Counts, offers: list[OfferRow], asked: Group | None
) -> dict[str, Any]:
    """My work: tiles that count, and what is owed in groups."""
    titles = {group: [row for row in page.rows if row.owed.group is group] for group in Group}
    groups = [
        c.WorkGroup(str(group.label), tuple(map(_work_row, rows)), COLOURS.get(group, ""))
        for group, rows in titles.items()
        if rows
    ]
    return {"page": page, "tiles": _tiles(counted, asked), "groups": groups, "offers": offers}


def load_chart(loads: list[Load]) -> c.BarChart:
    """Open cases by officer."""
    bars = tuple(c.Bar(load.owner, load.open_cases) for load in loads)
    return c.BarChart(title=_("Open cases by owner"), bars=bars, unit=_("cases"))


COLOURS = {Group.LATE: "late", Group.TODAY: "soon"}


def _tiles(counted: Counts, asked: Group | None) -> tuple[c.Tile, ...]:
    figures = {
        Group.LATE: counted.late,
        Group.TODAY: counted.today,
        Group.WEEK: counted.week,
        Group.LATER: counted.later,
        Group.WAITING: counted.waiting,
    }
    return tuple(
        c.Tile(
            str(group.label), figure, f"?due={group.value}", COLOURS.get(group, ""), is_here=group is asked
        )
        for group, figure in figures.items()
    )


def _work_row(row: WorkRow) -> c.WorkRow:
    owed = row.owed
    return c.WorkRow(
        due=owed.stands,
        urgency=owed.line.urgency,
        what=owed.title,
        url=reverse(owed.about_kind.place, args=[owed.about_id]),
        reference=owed.about_reference,
        about=row.name + ("" if owed.owed_by_id else " · " + _("in the queue")),
        rule=owed.because,
        action=_("Open"),
    )


def _stages(file: CaseFile) -> tuple[c.Stage, ...]:
    """The road of the pathway: what was left is done, branches not taken are left out."""
    stages = [stage for stage in file.pathway.stages if stage.key == file.case.stage or stage.key != "pcm"]
    here = next(place for place, stage in enumerate(stages) if stage.key == file.case.stage)
    positions = {True: "done", False: "next"}
    return tuple(
        c.Stage(stage.title, "now" if place == here else positions[place < here])
        for place, stage in enumerate(stages)
    )


def _owner_note(file: CaseFile) -> str:
    if file.offer is None:
        return ""
    return _("offered to %(name)s, who has not answered") % {"name": file.offer.to.name}


def _gate(file: CaseFile, key: str, viewer: Actor) -> dict[str, Any]:
    gate = file.pathway.gate(key)
    known = catalogue().facts_about("case")
    recorded = [f.fact for f in gate.conditions if known[f.fact].established is Established.RECORDED]
    can = gate.overridable_by and viewer.holds(gate.overridable_by, file.compartment_id)
    is_aside = any(override.gate == key for override in file.set_aside)
    return {
        "title": gate.title,
        "sentence": gate.sentence,
        "key": key,
        "findings": [{"fact": fact, "means": known[fact].means} for fact in recorded],
        "can_be_set_aside": bool(can),
        "is_set_aside": is_aside,
        "wants_second": gate.second_person,
    }


def _evidence(one: Evidence) -> c.Evidence:
    return c.Evidence(
        field=_(FIELD_WORDS[one.field]),
        ours=one.ours,
        theirs=one.theirs,
        relation=_(LEVEL_WORDS[one.level]),
        weight=one.weight,
    )


def _born(heading: NominalHeading) -> tuple[str, ...]:
    return (heading.born.words,) if heading.born else ()
