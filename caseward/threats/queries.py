"""Threats of a case with everything said of them, what they wait for, and the incidents that stand in the case."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from caseward.cases import policies as case_policies
from caseward.cases.models import Case, PersonInCase
from caseward.cases.queries.headings import CaseHeading, heading, with_names
from caseward.cases.queries.ranks import ranked
from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Decision, every
from caseward.nominals import queries as nominals
from caseward.obligations.models import STILL_OWED, Obligation
from caseward.obligations.queries import Owed, of_record
from caseward.threats import policies
from caseward.threats.models import Grade, Incident, LifeDecision, PersonOfThreat, Threat, ThreatStep
from caseward.threats.vocabulary import ON_MAKER, ON_WARNING, Done, Part, published


TOLD, ACTION, LIFE, LOOK_BACK = (
    "decision-owner-informed", "threat-action", "life-decision", "threat-look-back",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of the people of a case; whoever has no record is there by name, and no incident is counted."""

    id: UUID
    name: str
    has_record: bool


@dataclass(frozen=True, slots=True)
class ThreatFile:
    """One threat with everything said of it, the newest grade first and the steps as they were taken."""

    threat: Threat
    victims: tuple[str, ...]
    makers: tuple[str, ...]
    grades: tuple[Grade, ...]
    steps: tuple[ThreatStep, ...]

    @property
    def is_open(self) -> bool:
        """Whether it stands."""
        return self.threat.closed_at is None

    @property
    def grade(self) -> str:
        """The key of the grade that counts, "" for none yet."""
        return self.grades[0].grade if self.grades else ""

    def has(self, *done: Done) -> bool:
        """Whether one of these steps was taken."""
        return any(step.done in done for step in self.steps)

    @property
    def missing(self) -> tuple[str, ...]:
        """The questions that still lack an answer."""
        answered = {
            "owner-told": self.has(Done.OWNER_TOLD),
            "grade": bool(self.grades),
            "maker": self.has(*ON_MAKER),
            "warning": self.has(*ON_WARNING),
        }
        return tuple(key for key, is_so in answered.items() if not is_so)


@dataclass(frozen=True, slots=True)
class Against:
    """One incident, and against whom."""

    incident: Incident
    name: str


@dataclass(frozen=True, slots=True)
class Threats:
    """What a page of the threats of a case shows; open threats first, incidents and decisions newest first."""

    case: CaseHeading
    record: Case
    people: tuple[Somebody, ...]
    threats: tuple[ThreatFile, ...]
    incidents: tuple[Against, ...]
    decisions: tuple[LifeDecision, ...]
    owed: tuple[Owed, ...]

    @property
    def is_decision_owed(self) -> bool:
        """Whether a superintendent has to decide on a pattern of incidents."""
        return any(one.rule_key == LIFE for one in self.owed)


@query
def threats_in(*, viewer: Actor, case_id: UUID, now: datetime) -> Threats | None:
    """Every threat and incident of a case; None for no case that the viewer may know."""
    case = with_names(Case.objects.visible_to(viewer).filter(pk=case_id)).first()
    if case is None:
        return None
    threats = list(_with_all(Threat.objects.visible_to(viewer).filter(case_id=case_id)))
    incidents = list(_incidents(viewer, case_id))
    rows = _rows_of(viewer, case)
    names = _names(viewer, case, rows, mentioned=_records_in(threats, incidents))
    return Threats(
        case=heading(case),
        record=case,
        people=_present(case, rows, names),
        threats=tuple(sorted(_read(threats, names), key=lambda one: not one.is_open)),
        incidents=tuple(Against(one, names.get(one.nominal_id, "")) for one in incidents),
        decisions=tuple(
            LifeDecision.objects.visible_to(viewer)
            .filter(case_id=case_id)
            .select_related("created_by")
            .order_by("-created_at", "id")
        ),
        owed=tuple(
            one for one in of_record(viewer=viewer, about_id=case_id, now=now) if one.rule_key in rules()
        ),
    )


@query
def people_of(*, viewer: Actor, case: Case) -> tuple[Somebody, ...]:
    """The people who have a part in a case now, its subject first; each once."""
    rows = _rows_of(viewer, case)
    return _present(case, rows, _names(viewer, case, rows))


@query
def threat_of(*, viewer: Actor, threat: Threat) -> ThreatFile:
    """One threat with its grades and steps, without the names of its people."""
    [found] = _read(_with_all(Threat.objects.visible_to(viewer).filter(pk=threat.pk)), {})
    return found


@query
def awaited(*, viewer: Actor, case_id: UUID) -> dict[str, datetime]:
    """Which clocks of a case's threats run, each since the oldest open threat that waits for it."""
    found: dict[str, datetime] = {}
    for each in _read(_with_all(Threat.objects.visible_to(viewer).filter(case_id=case_id)), {}):
        for rule, since in _waits_for(each) if each.is_open else ():
            found[rule] = min(since, found.get(rule, since))
    return found


@query
def has_open(*, viewer: Actor, case_id: UUID) -> bool:
    """Whether a threat of the case still stands."""
    found = Threat.objects.visible_to(viewer).filter(case_id=case_id, closed_at__isnull=True)
    return found.exists()


@query
def running(*, viewer: Actor, case_id: UUID) -> dict[str, Obligation]:
    """Which of these clocks run now; a decision on a pattern stands on no threat."""
    owed = Obligation.objects.visible_to(viewer).filter(
        STILL_OWED, about_id=case_id, rule_key__in=sorted(rules() - {LIFE})
    )
    return {one.rule_key: one for one in owed}


def rules() -> frozenset[str]:
    """The clocks that threats and incidents start and end."""
    graded = {one["clock"] for one in published()["grade"].values() if one["clock"]}
    return frozenset({TOLD, ACTION, LIFE, LOOK_BACK, *graded})


def _waits_for(each: ThreatFile) -> Iterable[tuple[str, datetime]]:
    received = each.threat.received_at
    if not each.has(Done.OWNER_TOLD):
        yield TOLD, received
    if not each.has(*ON_MAKER):
        yield ACTION, received
    clock = published()["grade"][each.grade]["clock"] if each.grade else ""
    if clock:
        yield clock, each.grades[0].created_at


def _rows_of(viewer: Actor, case: Case) -> list[PersonInCase]:
    return list(PersonInCase.objects.visible_to(viewer).filter(case_id=case.pk).order_by("created_at", "id"))


def _names(
    viewer: Actor, case: Case, rows: list[PersonInCase], *, mentioned: Iterable[UUID] = ()
) -> dict[UUID, str]:
    """The name of each record and of each row, also of whoever has no part any more: what was said of them stands."""
    records = {one for one in (case.nominal_id, *(row.nominal_id for row in rows), *mentioned) if one}
    known = nominals.headings(viewer=viewer, nominal_ids=records)
    found = {one: each.name for one, each in known.items()}
    return found | {row.pk: row.name for row in rows if not row.nominal_id}


def _present(case: Case, rows: list[PersonInCase], names: dict[UUID, str]) -> tuple[Somebody, ...]:
    here = [row for row in rows if row.ended_at is None]
    records = [one for one in (case.nominal_id, *(row.nominal_id for row in here)) if one in names]
    found = {one: Somebody(one, names[one], has_record=True) for one in records}
    found |= {row.pk: Somebody(row.pk, row.name, has_record=False) for row in here if not row.nominal_id}
    return tuple(found.values())


def _records_in(threats: Iterable[Threat], incidents: Iterable[Incident]) -> set[UUID]:
    """The records that threats and incidents are said of."""
    of_threats = {each.nominal_id for one in threats for each in one.people.all() if each.nominal_id}
    return of_threats | {one.nominal_id for one in incidents}


def _with_all(found: "QuerySet[Threat]") -> "QuerySet[Threat]":
    grades = Grade.objects.select_related("created_by").order_by("-created_at", "id")
    steps = ThreatStep.objects.select_related("created_by").order_by("at", "created_at", "id")
    people = PersonOfThreat.objects.order_by("created_at", "id")
    return (
        found.select_related("created_by", "closed_by")
        .prefetch_related(Prefetch("grades", grades), Prefetch("steps", steps), Prefetch("people", people))
        .order_by("-received_at", "id")
    )


def _read(found: Iterable[Threat], names: dict[UUID, str]) -> list[ThreatFile]:
    return [
        ThreatFile(
            threat=one,
            victims=_named(one, Part.VICTIM, names),
            makers=_named(one, Part.MAKER, names),
            grades=tuple(one.grades.all()),
            steps=tuple(one.steps.all()),
        )
        for one in found
    ]


def _named(threat: Threat, part: Part, names: dict[UUID, str]) -> tuple[str, ...]:
    ids = (one.nominal_id or one.person_id for one in threat.people.all() if one.part == part)
    return tuple(names[one] for one in ids if one in names)


def _incidents(viewer: Actor, case_id: UUID) -> "QuerySet[Incident]":
    found = Incident.objects.visible_to(viewer).filter(case_id=case_id).select_related("created_by")
    return found.order_by("-happened_at", "id")


@dataclass(frozen=True, slots=True)
class Powers:
    """What the viewer may do about the threats of a case, each with its reason."""

    record: Decision
    close: Decision
    source: Decision
    steps: dict[Done, Decision]
    grades: frozenset[str]

    def of(self, done: Done) -> Decision:
        """Whether this step is the viewer's to take."""
        return self.steps[done]


@query
def ranked_to_decide(*, viewer: Actor, case: Case, on: date) -> case_policies.Ranked:
    """Whether the viewer is of the rank that decides on a pattern of incidents."""
    rank = published()["by"]["decide_rank"]
    return ranked(viewer=viewer, case=case, rank=rank, capability="case.read", on=on)


@query
def may_decide(*, viewer: Actor, case: Case, on: date) -> Decision:
    """Whether the viewer decides on the pattern: asked where a decision is owed."""
    return policies.may_decide(viewer, case, ranked_to_decide(viewer=viewer, case=case, on=on))


@query
def powers(*, viewer: Actor, case: Case) -> Powers:
    """What the viewer may do; a closed case is read and no longer worked on."""
    works = every(case_policies.is_open(case), policies.is_kept(case))
    return Powers(
        record=every(policies.may_record(viewer, case), works),
        close=every(policies.may_close(viewer, case), works),
        source=policies.may_read_source(viewer, case),
        steps={done: every(policies.may_take(viewer, case, done), works) for done in Done},
        grades=frozenset(key for key in published()["grade"] if policies.may_grade(viewer, case, key)),
    )


@query
def case_of(*, viewer: Actor, threat_id: UUID) -> UUID | None:
    """To which case a threat belongs."""
    found = Threat.objects.visible_to(viewer).filter(pk=threat_id)
    return found.values_list("case_id", flat=True).first()
