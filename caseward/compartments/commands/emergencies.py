"""Opening a case in an emergency, and the review that is owed within a day."""

from datetime import timedelta
from uuid import UUID, uuid4

from caseward.cases.models import Case
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import CaseId
from caseward.compartments import events, policies
from caseward.compartments.models import Emergency
from caseward.compartments.vocabulary import GRANT, REVIEW, Verdict
from caseward.foundation.access import actors
from caseward.foundation.commands import Context, command
from caseward.foundation.database.calling import call
from caseward.foundation.jobs.outbox import staff, tell
from caseward.kernel import references
from caseward.kernel.identity import Person
from caseward.nominals import commands as nominals
from caseward.obligations import commands as obligations
from caseward.obligations.models import STILL_OWED, Obligation


OPEN = "select sec.break_glass(%s, %s, %s)"


@command
def try_reference(ctx: Context, *, reference: str) -> None:
    """Note a reference that is about to be tried, whatever comes of it, to be compared with who is kept in silence.

    It is a command of its own: what is noted outlives the refusal of the next one, and costs every reference the same.
    """
    ctx.authorise(policies.may_break_glass(ctx.actor))
    meant = references.parse(reference)
    nominals.note_look_up(ctx, person=Person(), reference=meant.stored if meant else "")
    ctx.record(events.ReferenceTried())


@command
def break_glass(ctx: Context, *, reference: str, because: str) -> CaseId:
    """Open a case by its exact reference for an hour, to read; its owner is told, and a supervisor reviews it."""
    ctx.authorise(policies.may_break_glass(ctx.actor))
    ctx.require(policies.has_words(because), on="because")
    emergency_id = uuid4()
    lasts = policies.rules_at(ctx.now).emergency
    case_id = _opened(reference, emergency_id, lasts)
    ctx.require(policies.can_be_opened(is_found=case_id is not None), on="reference")
    ctx.actor = actors.current_actor() or ctx.actor
    case = ctx.get(Case.objects.visible_to(ctx.actor).select_related("nominal"), case_id)
    emergency = ctx.add(
        Emergency(
            id=emergency_id,
            compartment_id=case.compartment_id,
            about_id=case.pk,
            because=because,
            until=ctx.now + lasts,
        )
    )
    _have_reviewed(ctx, case)
    tell(
        ctx, kind="access.opened-in-an-emergency", to=staff(case.owner_id), about_id=case.pk,
        compartment_id=case.compartment_id,
    )  # fmt: skip
    ctx.record(events.EmergencyOpened(emergency_id=emergency.pk, case_id=case.pk, owner_id=case.owner_id))
    return CaseId(case.pk)


@command
def review_emergency(
    ctx: Context, *, emergency_id: UUID, version: int, verdict: Verdict, review: str
) -> CaseId:
    """Say whether opening a case in an emergency was justified; if it was not, the access ends now."""
    emergency = ctx.lock(Emergency.objects.visible_to(ctx.actor), emergency_id, version=version)
    ctx.authorise(policies.may_grant_to(ctx.actor, [emergency.compartment_id], emergency.created_by_id))
    ctx.require(policies.is_unreviewed(emergency))
    ctx.require(policies.has_words(review), on="review")
    ctx.change(emergency, reviewed_at=ctx.now, reviewed_by_id=ctx.actor.id, verdict=verdict, review=review)
    if verdict == Verdict.NOT_JUSTIFIED:
        call("select sec.end_access(%s)", emergency.pk)
    about_id, code = emergency.about_id, verdict.value.lower().replace("_", "-")
    if not Emergency.objects.filter(about_id=about_id, reviewed_at__isnull=True).exists():
        obligations.fulfil(ctx, about_id=about_id, rule_key=REVIEW, how=code)
    ctx.record(events.EmergencyReviewed(emergency_id=emergency.pk, case_id=about_id, verdict=code))
    return CaseId(about_id)


def _opened(reference: str, emergency_id: UUID, lasts: timedelta) -> UUID | None:
    """The case, now known to the actor for an hour; None for whatever cannot be opened so, whyever."""
    meant = references.parse(reference)
    found: UUID | None = call(OPEN, meant.stored if meant else "", emergency_id, lasts)
    return found


def _have_reviewed(ctx: Context, case: Case) -> None:
    """One review is owed for all that nobody has reviewed yet."""
    if not Obligation.objects.filter(STILL_OWED, about_id=case.pk, rule_key=REVIEW).exists():
        obligations.owe(ctx, about=matter_of(case), rule_key=REVIEW, started_at=ctx.now, capability=GRANT)
