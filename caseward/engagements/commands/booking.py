"""Booking, reading and ending engagements."""

from uuid import UUID

from caseward.cases import policies as case_policies
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.engagements import events, policies, queries
from caseward.engagements.commands.settling import close_clashes
from caseward.engagements.commands.telling import TELL
from caseward.engagements.models import Engagement
from caseward.engagements.vocabulary import (
    OUTCOME,
    Answer,
    Became,
    Booked,
    EngagementId,
    Settled,
    organisation_key,
    place_key,
)
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.jobs import queue
from caseward.foundation.records import references
from caseward.kernel.references import Kind
from caseward.obligations import commands as obligations


@command
def book_engagement(ctx: Context, *, unit_id: UUID, case_id: CaseId | None, booked: Booked) -> EngagementId:
    """Book an engagement; what became of it is owed after its time, and the platform tells who clashes."""
    units = queries.units_to_book(viewer=ctx.actor, in_case=case_id is not None)
    unit = next((one for one in units if one.id == unit_id), None)
    case = ctx.get(Case.objects.visible_to(ctx.actor), case_id) if case_id else None
    if unit is None:
        raise NotVisible
    where = case.compartment_id if case else unit.compartment_id
    ctx.authorise(policies.may_book(ctx.actor, where))
    if case:
        ctx.require(case_policies.is_open(case))
    _require_whole(ctx, booked, of_case=case is not None)
    made = ctx.add(_made(booked, where=where, unit_id=unit_id, case=case))
    obligations.owe(
        ctx,
        about=queries.matter_of(made),
        rule_key=OUTCOME,
        started_at=made.planned_at,
        owed_by_id=ctx.actor.id,
        capability="case.write",
    )
    ctx.record(events.EngagementBooked(engagement_id=made.pk, sort=made.sort))
    queue.later(ctx, job=TELL, as_platform=True, ids={"engagement_id": made.pk})
    return EngagementId(made.pk)


@command
def view_engagement(ctx: Context, *, engagement_id: EngagementId) -> queries.EngagementFile:
    """Read an engagement with what it clashes with; that it was read is recorded."""
    found = queries.engagement(viewer=ctx.actor, engagement_id=engagement_id, now=ctx.now)
    if found is None:
        raise NotVisible
    ctx.authorise(policies.may_read(ctx.actor, found.compartment_id))
    ctx.record(events.EngagementViewed(engagement_id=engagement_id))
    return found


@command
def view_engagements_of_case(ctx: Context, *, case_id: CaseId) -> queries.OfCase:
    """Read which engagements there are in a case; that they were read is recorded."""
    found = queries.of_case(viewer=ctx.actor, case_id=case_id)
    if found is None:
        raise NotVisible
    ctx.authorise(policies.may_read(ctx.actor, found.compartment_id))
    ctx.record(events.EngagementsOfCaseViewed(case_id=case_id))
    return found


@command
def end_engagement(
    ctx: Context, *, engagement_id: EngagementId, version: int, became: Became, words: str
) -> EngagementId:
    """Say that it was held or not, or withdraw it; whoever withdraws it has settled its clashes."""
    engagement = ctx.lock(Engagement.objects.visible_to(ctx.actor), engagement_id, version=version)
    ctx.authorise(policies.may_book(ctx.actor, engagement.compartment_id))
    ctx.require(policies.is_planned(engagement))
    ctx.require(policies.can_become(engagement, became, now=ctx.now), on="became")
    ctx.require(policies.is_said(words), on="words")
    ctx.change(engagement, ended_at=ctx.now, ended_by_id=ctx.actor.id, became=became, words=words)
    obligations.fulfil(ctx, about_id=engagement.pk, rule_key=OUTCOME, how=became.lower())
    if became is not Became.HELD:
        close_clashes(ctx, engagement, Answer(how=Settled.WITHDRAWN, because=words))
    ctx.record(events.EngagementEnded(engagement_id=engagement.pk, became=became))
    return engagement_id


def _require_whole(ctx: Context, booked: Booked, *, of_case: bool) -> None:
    says = policies.says_with_whom(booked.organisation, booked.place, of_case=of_case)
    ctx.require(says, on="organisation")
    ctx.require(policies.is_to_come(booked.planned_at, now=ctx.now), on="planned_at")
    ctx.require(policies.is_said(booked.purpose), on="purpose")


def _made(booked: Booked, *, where: UUID, unit_id: UUID, case: Case | None) -> Engagement:
    organisation, place = booked.organisation.strip(), booked.place.strip()
    return Engagement(
        compartment_id=where,
        reference=references.new(Kind.BOOKING),
        unit_id=unit_id,
        case=case,
        organisation=organisation,
        organisation_key=organisation_key(organisation),
        place=place,
        place_key=place_key(place),
        sort=booked.sort,
        planned_at=booked.planned_at,
        purpose=booked.purpose,
    )
