"""Signing a decision, seconding it, adding to it and reading it."""

from uuid import UUID

from caseward.decisions import events, policies, queries
from caseward.decisions.models import (
    Countersignature,
    DecisionAddendum,
    DecisionOption,
    DecisionRecord,
    DecisionReliance,
)
from caseward.decisions.vocabulary import Decided
from caseward.foundation.commands import Context, command, step
from caseward.kernel.decisions import Allowed, Refused
from caseward.kernel.wording import gettext_noop
from caseward.obligations.queries import OWNED, owned_by
from caseward.obligations.vocabulary import Matter


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
            compartment_id=record.compartment_id, decision=record, approves=approves, because=because
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
    added = ctx.add(DecisionAddendum(compartment_id=record.compartment_id, decision=record, text=text))
    ctx.record(events.DecisionAddedTo(decision_id=record.pk, about_id=record.about_id, addendum_id=added.pk))
    return added.pk


@command
def view_decision(ctx: Context, *, decision_id: UUID) -> queries.Signed:
    """Read one decision, whole; who read it and when is recorded."""
    records = DecisionRecord.objects.visible_to(ctx.actor).select_related("decided_by")
    record = ctx.get(records.annotate(**{OWNED: owned_by(ctx.actor)}), decision_id)
    ctx.authorise(policies.may_read(ctx.actor, record, is_owned=vars(record)[OWNED]))
    ctx.record(events.DecisionViewed(decision_id=record.pk, about_id=record.about_id))
    return queries.whole(record)


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
    )


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
