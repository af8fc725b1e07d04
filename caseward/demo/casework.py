"""What officers do with a case: it is accepted, worked, moved on and closed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases.models import Case, Closing, Offer
from caseward.cases.queries import look_back
from caseward.cases.vocabulary import Axis, CaseId, Level, Settled
from caseward.demo import words
from caseward.foundation.commands import Context
from caseward.kernel.dates import PartialDate


INTAKE, OWNER, DECIDER, SECOND = range(4)

# What each stage asks before a case enters it.
FOUND = {"section-36": ("partners_asked", "assessment_signed"), "panel": ("section_36_met",)}
ON_TO = {
    "section-36": ("section-36",),
    "panel": ("section-36", "panel"),
    "pcm": ("pcm",),
    "closing": ("section-36",),
    "closed": ("section-36",),
}
WHO_DECIDES = {"information-gathering": OWNER, "section-36": DECIDER}

Acting = Callable[..., AbstractContextManager[Context]]


def work(case_id: CaseId, step: str, *, acting: Acting) -> None:
    """Take the case on, and walk it as far as the step."""
    _own(case_id, acting)
    loose = _write_down(case_id, acting)
    for day, stage in enumerate(ON_TO.get(step, ()), start=4):
        _move(case_id, stage, acting, hours=24 * day)
    if step in {"closing", "closed"}:
        _settle(loose, acting)
        _propose(case_id, acting)
    if step == "closed":
        _approve(case_id, acting)


def _own(case_id: CaseId, acting: Acting) -> None:
    with acting(OWNER, hours=26) as ctx:
        offer = Offer.objects.get(case_id=case_id, answered_at__isnull=True)
        cases.accept_case(ctx, offer_id=offer.pk, version=offer.version, no_conflict=True)
        cases.add_entry(ctx, case_id=case_id, entered=words.note(case_id.int))
    with acting(OWNER, hours=50) as ctx:
        day = PartialDate(ctx.today.year, ctx.today.month, ctx.today.day)
        cases.add_entry(ctx, case_id=case_id, entered=words.visit(case_id.int, on=day))


def _write_down(case_id: CaseId, acting: Acting) -> tuple[UUID, UUID]:
    """A question and a risk, each with an owner and the question with a day."""
    with acting(OWNER, hours=51) as ctx:
        question = words.QUESTIONS[case_id.int % len(words.QUESTIONS)]
        due_on = ctx.today + timedelta(days=28)
        gap = cases.raise_gap(ctx, case_id=case_id, text=question, due_on=due_on)
        risk = cases.record_risk(
            ctx,
            case_id=case_id,
            text="Harm to the person named, at school.",
            axis=Axis.VIOLENCE,
            level=Level.MEDIUM,
            is_volatile=False,
        )
        return gap, risk


def _move(case_id: CaseId, stage: str, acting: Acting, *, hours: int) -> None:
    here = Case.objects.get(pk=case_id).stage
    with acting(WHO_DECIDES[here], hours=hours) as ctx:
        for fact in FOUND.get(stage, ()):
            cases.record_finding(
                ctx, case_id=case_id, fact=fact, is_so=True, because="Letters of the week after it opened."
            )
        cases.move_case(
            ctx,
            case_id=case_id,
            version=Case.objects.get(pk=case_id).version,
            to_stage=stage,
            decided=words.decided(here, stage, "What comes next?"),
        )


def _settle(loose: tuple[UUID, UUID], acting: Acting) -> None:
    gap, risk = loose
    with acting(OWNER, hours=120) as ctx:
        cases.settle_gap(
            ctx, loose_end_id=gap, version=1, how=Settled.RESOLVED, words="Nobody runs it any more."
        )
        cases.settle_risk(
            ctx, loose_end_id=risk, version=1, how=Settled.HANDED_OVER, words="Ms Okafor at the academy."
        )


def _propose(case_id: CaseId, acting: Acting) -> None:
    with acting(OWNER, hours=144) as ctx:
        file = cases.view_case(ctx, case_id=case_id)
        cases.propose_closing(
            ctx,
            case_id=case_id,
            version=file.heading.version,
            decided=words.decided("closing", "section-36-not-met", "How does this case end, and why?"),
            looked_back_at=look_back(viewer=ctx.actor, case=file.case, today=ctx.today),
        )


def _approve(case_id: CaseId, acting: Acting) -> None:
    with acting(SECOND, hours=168) as ctx:
        closing = Closing.objects.get(case_id=case_id, answered_at__isnull=True)
        cases.approve_closing(
            ctx, closing_id=closing.pk, version=closing.version, words="I read the chronology; I agree."
        )
