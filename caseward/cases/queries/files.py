"""One case: everything its page shows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from caseward.cases.models import Case, Closing, Offer, SupportPlan
from caseward.cases.policies.ranks import NO_RANK, Ranked
from caseward.cases.queries.facts import FACTORS, PLANNED, PROVIDED, facts_of, read_beside
from caseward.cases.queries.headings import CaseHeading
from caseward.cases.queries.loose_ends import LooseEndRow, of_kind
from caseward.cases.queries.matters import about_ids_of, pathway_of
from caseward.cases.queries.overrides import overrides_of
from caseward.cases.queries.plans import factors_beside
from caseward.cases.queries.ranks import ranked_to_move
from caseward.cases.queries.standing import (
    STANDING,
    Standing,
    nominals_of,
    one_of,
    standing_beside,
    standing_of,
)
from caseward.chronology.queries import Happening, timeline
from caseward.decisions.queries import DecisionRow
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.foundation.paging import START, Page, Place
from caseward.foundation.storage.queries import FileRow, files_about
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.pathways import Facts, Override, Pathway, UnmetGate, may_move, unmet
from caseward.kernel.ties import Tie
from caseward.nominals.queries import NominalHeading
from caseward.nominals.queries import headings as nominal_headings
from caseward.obligations.queries import Owed, of_record
from caseward.provision.queries import Held, provided_beside
from caseward.referrals.queries import PastReferral, concerns_beside
from caseward.workforce.queries import OwnerAway, away_beside, away_read, why_can_i_see


T = TypeVar("T")

# Read with the case: one question instead of four.
CONCERNS, OFFERED, PROPOSED, AWAY = "concerns_as_given", "is_offered", "is_proposed_to_close", "owner_away"


@dataclass(frozen=True, slots=True)
class NextStage:
    """A stage the case can go to, with every gate that is not met; `is_open` when each of them was set aside."""

    key: str
    title: str
    unmet: tuple[UnmetGate, ...]
    is_open: bool


@dataclass(frozen=True, slots=True)
class CaseFile:
    """Everything the page of a case shows."""

    case: Case
    heading: CaseHeading
    pathway: Pathway
    nominal: NominalHeading | None
    concerns: str
    facts: Facts
    next_stages: tuple[NextStage, ...]
    set_aside: tuple[Override, ...]
    owed: tuple[Owed, ...]
    offer: Offer | None
    closing: Closing | None
    loose_ends: tuple[LooseEndRow, ...]
    provided: tuple[Held, ...]
    counted: frozenset[str]
    chronology: Page[Happening]
    decisions: tuple[DecisionRow, ...]
    files: tuple[FileRow, ...]
    referrals: tuple[PastReferral, ...]
    people: tuple[Standing, ...]
    nominals: Mapping[UUID, NominalHeading]
    why: tuple[str, ...]
    away: OwnerAway | None = None
    ranked: Ranked = NO_RANK

    @property
    def compartment_id(self) -> UUID:
        """Where the case is kept."""
        return self.case.compartment_id

    def tie_of(self, user_id: UUID) -> Tie | None:
        """Whether something about the case waits for this person: what they owe, an offer, or cover for its owner."""
        is_offered = self.offer is not None and self.offer.to_id == user_id
        owes = any(row.owed_by_id == user_id for row in self.owed)
        covers = self.away is not None and self.away.cover_id == user_id
        return Tie.TASK if owes or is_offered or covers else None

    @property
    def gaps(self) -> tuple[LooseEndRow, ...]:
        """Questions nobody can answer yet."""
        return of_kind(self.loose_ends, "gap")

    @property
    def actions(self) -> tuple[LooseEndRow, ...]:
        """What is to be done."""
        return of_kind(self.loose_ends, "action")

    @property
    def risks(self) -> tuple[LooseEndRow, ...]:
        """What may happen."""
        return of_kind(self.loose_ends, "risk")

    @property
    def open_ends(self) -> tuple[LooseEndRow, ...]:
        """Everything that has to be settled before the case can close."""
        return tuple(row for row in (*self.gaps, *self.actions, *self.risks) if row.is_open)

    @property
    def about_ids(self) -> tuple[UUID, ...]:
        """The case and the referral it came from, if one: what is entered about either belongs to its page."""
        return about_ids_of(self.case)

    def loose_end(self, kind: str, loose_end_id: UUID) -> LooseEndRow:
        """One gap, action or risk of this case; NotVisible for any other."""
        rows = of_kind(self.loose_ends, kind)
        return _found(next((row for row in rows if row.id == loose_end_id), None))

    def person(self, person_id: UUID) -> Standing:
        """Somebody who stands in this case; NotVisible for anybody else."""
        return one_of(self.people, person_id)

    def subject(self) -> Standing:
        """Whom the case is about, as referred; NotVisible once somebody has said how they stand."""
        return _found(next((row for row in self.people if row.person_id is None), None))

    def open_offer(self) -> Offer:
        """The offer that waits for its answer; NotVisible when there is none."""
        return _found(self.offer)

    def pending_closing(self) -> Closing:
        """The proposed closing that waits for its answer; NotVisible when there is none."""
        return _found(self.closing)


@query
def file_of(*, viewer: Actor, case_id: UUID, now: datetime, place: Place = START) -> CaseFile | None:
    """The whole case, with one page of its chronology; None when there is none that the viewer may know."""
    found = _whole(viewer.compartments, case_id, london_day(now))
    if not found:
        return None
    [case] = found
    beside = read_beside(viewer=viewer, case=case)
    overrides = overrides_of(case)
    facts = facts_of(viewer=viewer, case=case, today=london_day(now), beside=beside)
    nominals = nominal_headings(viewer=viewer, nominal_ids=nominals_of(case))
    return CaseFile(
        case=case,
        heading=_heading(case, nominals),
        pathway=pathway_of(case),
        nominal=nominals.get(case.nominal_id) if case.nominal_id else None,
        concerns=vars(case)[CONCERNS] or "",
        facts=facts,
        next_stages=_next_stages(case, facts, overrides),
        set_aside=overrides,
        owed=of_record(viewer=viewer, about_id=case.pk, now=now),
        offer=_offer(case) if vars(case)[OFFERED] else None,
        closing=_closing(case) if vars(case)[PROPOSED] else None,
        loose_ends=beside.loose_ends,
        provided=beside.provided,
        counted=frozenset(beside.counted),
        chronology=timeline(viewer=viewer, about_ids=about_ids_of(case), place=place),
        decisions=beside.decisions,
        files=tuple(files_about(viewer=viewer, about_id=case.pk)),
        referrals=beside.referrals,
        people=standing_of(case, known=nominals, today=london_day(now)),
        nominals=nominals,
        why=tuple(why_can_i_see(viewer=viewer, compartment_id=case.compartment_id)),
        away=away_read(vars(case)[AWAY]),
        ranked=ranked_to_move(viewer=viewer, case=case, on=london_day(now)),
    )


def _found(one: T | None) -> T:
    if one is None:
        raise NotVisible
    return one


@kept
def _whole(known: frozenset[UUID], case_id: UUID, today: date) -> QuerySet[Case]:
    """A case with its people, why it began, whether an answer is waited for, and whether its owner is away."""
    found = Case.objects.known_in(known).select_related(
        "owner", "nominal", "organisation", "referral", "closed_by"
    )
    waiting = {
        name: Exists(kind.objects.filter(case=OuterRef("pk"), answered_at__isnull=True))
        for name, kind in ((OFFERED, Offer), (PROPOSED, Closing))
    }
    beside = {
        CONCERNS: concerns_beside("referral_id"),
        STANDING: standing_beside(),
        PROVIDED: provided_beside(),
        FACTORS: factors_beside(),
        PLANNED: Exists(SupportPlan.objects.filter(case=OuterRef("pk"))),
        AWAY: away_beside("owner_id", today=today),
        **waiting,
    }
    return found.filter(pk=case_id).annotate(**beside)


def _offer(case: Case) -> Offer | None:
    return case.offers.filter(answered_at__isnull=True).select_related("to", "created_by").first()


def _closing(case: Case) -> Closing | None:
    return case.closings.filter(answered_at__isnull=True).select_related("created_by").first()


def _heading(case: Case, nominals: dict[UUID, NominalHeading]) -> CaseHeading:
    known = nominals.get(case.nominal_id) if case.nominal_id else None
    name = known.short_name if known else (case.organisation.name if case.organisation else "—")
    return CaseHeading.of(case, owner=case.owner.name, name=name)


def _next_stages(case: Case, facts: Facts, overrides: tuple[Override, ...]) -> tuple[NextStage, ...]:
    pathway = pathway_of(case)
    # Moving records the decision of the stage, so that its absence bars nothing here.
    decided = facts.with_these({"decision_recorded": True})
    ways = [pathway.stage(key) for key in pathway.stage(case.stage).leads_to]
    return tuple(
        NextStage(
            key=way.key,
            title=way.title,
            unmet=unmet(pathway, stage=case.stage, facts=decided, to=way.key),
            is_open=bool(
                may_move(pathway, facts=decided, from_stage=case.stage, to_stage=way.key, overrides=overrides)
            ),
        )
        for way in ways
        if not way.is_final
    )
