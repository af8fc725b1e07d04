"""What a threat means for the clocks and the gates of its case, and what the chronology says of it."""

from datetime import datetime

from caseward.cases.models import Case, Finding
from caseward.cases.queries.matters import matter_of
from caseward.chronology import commands as chronology
from caseward.chronology.vocabulary import Entered, Kind, Source
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context
from caseward.obligations import commands as obligations
from caseward.obligations.models import Obligation
from caseward.threats import queries
from caseward.threats.vocabulary import ON_MAKER, Done


# What ends these happened when its officer says; what ends the others happens as it is written down.
ENDED_BY = {queries.TOLD: "case.decision-owner-told", queries.ACTION: "case.threat-acted-on"}
ANSWERED_BY: dict[str, tuple[str, ...]] = {queries.TOLD: (Done.OWNER_TOLD,), queries.ACTION: ON_MAKER}
# What a grade or a step means for a case whose gates ask about it.
MEANS = {
    "HIGH": "case.threat-graded-high",
    "MEDIUM": "case.threat-graded-medium",
    "LOW": "case.threat-graded-low",
    "NOT_CREDIBLE": "case.threat-not-credible",
    Done.OWNER_TOLD: "case.decision-owner-told",
    Done.WARNED: "case.warned",
    Done.NOT_WARNED: "case.not-warned",
}


def keep_clocks(
    ctx: Context, case: Case, *, how: str, at: datetime | None = None, received_at: datetime | None = None
) -> None:
    """Let each clock of the case's threats run since the oldest that waits for it, and no other.

    A threat that was acted on ends its clock, which begins anew where another waits; `at` is when that happened, None
    where nothing was done and the clock only stands on what is known now. A clock that is late is never moved later.
    """
    wanted = queries.awaited(viewer=ctx.actor, case_id=case.pk)
    runs = queries.running(viewer=ctx.actor, case_id=case.pk)
    if runs.pop(queries.LOOK_BACK, None) and received_at:
        _end_look_back(ctx, case, at=received_at)
    for rule in sorted(wanted.keys() | runs.keys()):
        since, runs_now = wanted.get(rule), runs.get(rule)
        if since and runs_now and (since <= runs_now.started_at or not _is_answered(rule, how, at)):
            _stand_on(ctx, runs_now, since)
            continue
        if runs_now:
            _end(ctx, case, rule, how=how, at=max(at or ctx.now, runs_now.started_at))
        if since:
            obligations.owe(
                ctx,
                about=matter_of(case),
                rule_key=rule,
                started_at=since,
                owed_by_id=case.owner_id,
                capability="case.write",
            )


def _is_answered(rule: str, how: str, at: datetime | None) -> bool:
    return at is not None and how in ANSWERED_BY.get(rule, (how,))


def _stand_on(ctx: Context, owed: Obligation, since: datetime) -> None:
    is_late = owed.due_at is not None and owed.due_at <= ctx.now
    if since < owed.started_at or (since > owed.started_at and not is_late):
        obligations.redate(ctx, about_id=owed.about_id, rule_key=owed.rule_key, started_at=since)


def _end(ctx: Context, case: Case, rule: str, *, how: str, at: datetime) -> None:
    if rule not in ENDED_BY:
        obligations.fulfil(ctx, about_id=case.pk, rule_key=rule, how=how)
        return
    obligations.happened(
        ctx, about=matter_of(case), code=ENDED_BY[rule], at=at, rules=(), owner_id=case.owner_id
    )


def _end_look_back(ctx: Context, case: Case, *, at: datetime) -> None:
    """A threat that came after the exit ends the look back at what was thought to be over."""
    obligations.happened(
        ctx, about=matter_of(case), code="case.threat-received", at=at, rules=(), owner_id=case.owner_id
    )


def find(ctx: Context, case: Case, code: str, because: str) -> None:
    """Establish what the gates of the case ask about, where its pathway knows that this can happen."""
    known = catalogue().happenings_on(ctx.today).get(code)
    if known is None or not known.happens_on(case.pathway_key):
        return
    for fact, is_so in known.finds.items():
        ctx.add(
            Finding(compartment_id=case.compartment_id, case=case, fact=fact, is_so=is_so, because=because)
        )


def enter(ctx: Context, case: Case, text: str) -> None:
    """A line of the chronology that says what was done and not what was said: the words stand in the record alone."""
    entered = Entered(kind=Kind.SYSTEM, text=text, source=Source.OBSERVED)
    chronology.enter(ctx, about=matter_of(case), entered=entered)
