"""Signing a decision, seconding it, adding to it and reading it."""

from typing import Any
from uuid import UUID

from caseward.decisions import events, policies, queries
from caseward.decisions.models import (
    Countersignature,
    DecisionAddendum,
    DecisionOption,
    DecisionRecord,
    DecisionReliance,
)
from caseward.decisions.vocabulary import REVIEW_RULE, Added, Decided, ReviewFound
from caseward.foundation.commands import Context, command, step
from caseward.kernel.decisions import Allowed, Refused
from caseward.kernel.wording import gettext_noop
from caseward.obligations import commands as obligations
from caseward.obligations.queries import OWNED, owned_by, start_due_on
from caseward.obligations.vocabulary import Matter, MatterKind
from caseward.workforce.queries import rank_held


@step
def record_decision(ctx: Context, *, about: Matter, decided: Decided) -> DecisionRecord:
    """Sign a decision as whoever acts: whole, reasoned and for ever; Invalid names the field that is at fault."""
    for field, answer in policies.unmet(decided, today=ctx.today):
        ctx.require(answer, on=field)
    record = ctx.add(_record(ctx, about, decided))
    for place, option in enumerate(decided.options, start=1):
        ctx.add(
            DecisionOption(
                compartment_id=about.compartment_id,
                decision=record,
                place=place,
                text=option.text,
                chosen=option.chosen,
                because=option.because,
            )
        )
    _rest_on(ctx, record, decided)
    _owe_review(ctx, about, record)
    ctx.record(
        events.DecisionMade(
            decision_id=record.pk, about_id=about.id, question=decided.question, outcome=decided.outcome
        )
    )
    return record


@step
def countersign(ctx: Context, *, record: DecisionRecord, approves: bool, because: str) -> Countersignature:
    """Agree or disagree as a second person; NotPermitted to the decider."""
    ctx.authorise(policies.may_countersign(ctx.actor, record))
    ctx.require(_words(because, gettext_noop("Say why you agree or disagree.")), on="because")
    signed = ctx.add(
        Countersignature(
            compartment_id=record.compartment_id,
            decision=record,
            approves=approves,
            because=because,
            rank=_rank(ctx),
        )
    )
    ctx.record(
        events.DecisionCountersigned(
            decision_id=record.pk,
            about_id=record.about_id,
            countersignature_id=signed.pk,
            approves=approves,
        )
    )
    return signed


@command
def add_addendum(ctx: Context, *, decision_id: UUID, text: str) -> UUID:
    """Add what was learnt or put right since to a signed decision, which itself stands."""
    record = ctx.get(DecisionRecord.objects.visible_to(ctx.actor), decision_id)
    ctx.authorise(policies.may_add_to(ctx.actor, record))
    ctx.require(_words(text, gettext_noop("Say what is to be added.")), on="text")
    added = _added(ctx, record, Added.WORDS, text)
    ctx.record(events.DecisionAddedTo(decision_id=record.pk, about_id=record.about_id, addendum_id=added.pk))
    return added.pk


@command
def record_review(
    ctx: Context, *, decision_id: UUID, found: ReviewFound, text: str, leads_to: UUID | None = None
) -> UUID:
    """Look at a decision again: it stands, or a later one about the same has changed it; ends what was owed."""
    record = ctx.get(DecisionRecord.objects.visible_to(ctx.actor), decision_id)
    ctx.authorise(policies.may_review(ctx.actor, record))
    ctx.require(_words(text, gettext_noop("Say what was looked at, and what it shows.")), on="text")
    later = {one.id for one in queries.later_than(viewer=ctx.actor, record=record)}
    ctx.require(policies.review_leads_on(found, leads_to=leads_to, is_later=leads_to in later), on="leads_to")
    added = _added(ctx, record, Added.REVIEW, text, found=found, leads_to=leads_to)
    obligations.fulfil(ctx, about_id=record.pk, rule_key=REVIEW_RULE, how=found.lower())
    ctx.record(
        events.DecisionReviewed(
            decision_id=record.pk, about_id=record.about_id, addendum_id=added.pk, found=found
        )
    )
    return added.pk


@command
def record_dissent(ctx: Context, *, decision_id: UUID, text: str) -> UUID:
    """Say under one's own name that one saw it differently, and why: nobody does so for another, nobody removes it."""
    records = DecisionRecord.objects.visible_to(ctx.actor)
    record = ctx.get(records.annotate(**{OWNED: owned_by(ctx.actor)}), decision_id)
    ctx.authorise(policies.may_dissent(ctx.actor, record, is_owned=vars(record)[OWNED]))
    ctx.require(_words(text, gettext_noop("Say how you saw it, and why.")), on="text")
    ctx.require(
        policies.dissents_once(has_dissented=queries.has_dissented(viewer=ctx.actor, decision_id=record.pk))
    )
    added = _added(ctx, record, Added.DISSENT, text)
    ctx.record(events.DissentRecorded(decision_id=record.pk, about_id=record.about_id, addendum_id=added.pk))
    return added.pk


@command
def view_decision(ctx: Context, *, decision_id: UUID) -> queries.Signed:
    """Read one decision, whole; who read it and when is recorded."""
    records = DecisionRecord.objects.visible_to(ctx.actor).select_related("decided_by")
    record = ctx.get(records.annotate(**{OWNED: owned_by(ctx.actor)}), decision_id)
    ctx.authorise(policies.may_read(ctx.actor, record, is_owned=vars(record)[OWNED]))
    ctx.record(events.DecisionViewed(decision_id=record.pk, about_id=record.about_id))
    return queries.whole(record)


def _owe_review(ctx: Context, about: Matter, record: DecisionRecord) -> None:
    """Whoever sets a day for looking at it again owes it."""
    if record.review_on is None:
        return
    obligations.owe(
        ctx,
        about=Matter(
            id=record.pk,
            kind=MatterKind.DECISION,
            reference=about.reference,
            compartment_id=about.compartment_id,
        ),
        rule_key=REVIEW_RULE,
        started_at=start_due_on(rule_key=REVIEW_RULE, due_on=record.review_on),
        owed_by_id=ctx.actor.id,
        capability=policies.WRITES[about.kind],
        note=record.title,
    )


def _added(ctx: Context, record: DecisionRecord, kind: Added, text: str, **more: Any) -> DecisionAddendum:  # noqa: ANN401
    return ctx.add(
        DecisionAddendum(
            compartment_id=record.compartment_id,
            decision=record,
            kind=kind,
            text=text,
            rank=_rank(ctx),
            **more,
        )
    )


def _record(ctx: Context, about: Matter, decided: Decided) -> DecisionRecord:
    return DecisionRecord(
        compartment_id=about.compartment_id,
        about_id=about.id,
        about_kind=about.kind,
        about_reference=about.reference,
        question=decided.question,
        question_words=decided.question_words,
        title=decided.title,
        conduct=decided.conduct,
        information=decided.information,
        assessment=decided.assessment,
        powers=decided.powers,
        review=decided.review,
        rights={str(right): line for right, line in decided.rights.items()},
        outcome=decided.outcome,
        outcome_words=decided.outcome_words,
        rationale=decided.rationale,
        dissent=decided.dissent,
        review_on=decided.review_on,
        option_count=len(decided.options),
        decided_by_id=ctx.actor.id,
        decided_at=ctx.now,
        decided_as=_as_what(ctx, about),
        decided_rank=_rank(ctx),
    )


def _rank(ctx: Context) -> str:
    """The rank in which somebody says something, kept with it: one that is given or taken later changes nothing."""
    return rank_held(viewer=ctx.actor, on=ctx.today)


def _as_what(ctx: Context, about: Matter) -> str:
    """On which ground the decider knows the record, without the words of a grant: a posting says the rank."""
    mine = [each.basis for each in ctx.actor.memberships if each.compartment_id == about.compartment_id]
    return min(mine, default="").split(" because ")[0]


def _rest_on(ctx: Context, record: DecisionRecord, decided: Decided) -> None:
    for reliance in decided.relies_on:
        ctx.add(
            DecisionReliance(
                compartment_id=record.compartment_id,
                decision=record,
                element=reliance.element,
                entry_id=reliance.entry_id,
                says=reliance.says,
            )
        )


def _words(text: str, otherwise: str) -> Allowed | Refused:
    return Allowed("says it") if text.strip() else Refused("decision.no-words", otherwise)
