"""Gaps, actions and risks: written down with an owner, and settled in words by somebody."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from caseward.cases import events, policies
from caseward.cases.commands.happening import happen
from caseward.cases.models import Action, Case, Gap, LooseEnd, Risk
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import Axis, CaseId, Level, Settled
from caseward.foundation.commands import Context, command, step
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.obligations import commands as obligations
from caseward.obligations.models import STILL_OWED, Obligation


AGREED = "agreed-action"


@command
def raise_gap(ctx: Context, *, case_id: CaseId, text: str, due_on: date | None = None) -> UUID:
    """Write down a question that nobody can answer yet, owned by whoever asks it."""
    case = _worked_on(ctx, case_id)
    gap = Gap(compartment_id=case.compartment_id, case=case, text=text, due_on=due_on, owner_id=ctx.actor.id)
    return _raise(ctx, gap, "gap")


@command
def add_action(
    ctx: Context, *, case_id: CaseId, text: str, accountable: str, due_on: date | None = None
) -> UUID:
    """Write down something to be done, with the one organisation that answers for it (failings F16)."""
    case = _worked_on(ctx, case_id)
    return write_down_action(ctx, case=case, text=text, accountable=accountable, due_on=due_on).pk


@step
def write_down_action(
    ctx: Context, *, case: Case, text: str, accountable: str, due_on: date | None = None
) -> Action:
    """An action of a case that somebody works on, as a part of whatever made it necessary."""
    ctx.require(_one_answers(accountable), on="accountable")
    action = Action(
        compartment_id=case.compartment_id,
        case=case,
        text=text,
        accountable=accountable,
        due_on=due_on,
        owner_id=ctx.actor.id,
    )
    _raise(ctx, action, "action")
    return action


@step
def chase_actions(ctx: Context, *, case: Case, is_agreed: bool = False) -> None:
    """Once a sitting agreed an action, the owner of the case owes the next one that falls due until none is left."""
    if not (is_agreed or _is_chased(ctx, case)):
        return
    obligations.keep_due(
        ctx,
        about=matter_of(case),
        rule_key=AGREED,
        due_on=_next_due(case),
        owed_by_id=case.owner_id,
        capability="case.write",
        how="action-settled",
    )


@command
def record_risk(
    ctx: Context, *, case_id: CaseId, text: str, axis: Axis, level: Level, is_volatile: bool
) -> UUID:
    """Write down a risk on one axis; its level and its volatility are judged apart and never summed (failings F27)."""
    case = _worked_on(ctx, case_id)
    risk = Risk(
        compartment_id=case.compartment_id,
        case=case,
        text=text,
        axis=axis,
        level=level,
        is_volatile=is_volatile,
        owner_id=ctx.actor.id,
    )
    return _raise(ctx, risk, "risk")


@command
def settle_gap(ctx: Context, *, loose_end_id: UUID, version: int, how: Settled, words: str) -> UUID:
    """Answer a question, accept that it stays open, or hand it over by name."""
    gap = ctx.lock(Gap.objects.visible_to(ctx.actor).select_related("case"), loose_end_id, version=version)
    return _settle(ctx, gap, "gap", how, words)


@command
def settle_action(ctx: Context, *, loose_end_id: UUID, version: int, how: Settled, words: str) -> UUID:
    """Say that an action is done, will not be done, or is handed over by name."""
    action = ctx.lock(
        Action.objects.visible_to(ctx.actor).select_related("case"), loose_end_id, version=version
    )
    settled = _settle(ctx, action, "action", how, words)
    chase_actions(ctx, case=action.case)
    return settled


@command
def settle_risk(ctx: Context, *, loose_end_id: UUID, version: int, how: Settled, words: str) -> UUID:
    """Say that a risk is removed, accepted as it is, or handed over by name."""
    risk = ctx.lock(Risk.objects.visible_to(ctx.actor).select_related("case"), loose_end_id, version=version)
    ctx.require(_volatile_is_not_accepted(risk, how), on="how")
    return _settle(ctx, risk, "risk", how, words)


def _raise(ctx: Context, loose_end: LooseEnd, kind: str) -> UUID:
    """Write it down."""
    ctx.require(
        policies.has_words(loose_end.text, code=f"case.{kind}-without-words", wants="Say what it is."),
        on="text",
    )
    ctx.add(loose_end)
    if kind != "gap":
        happen(ctx, case=loose_end.case, code="case.risk-answered")
    ctx.record(events.LooseEndRaised(case_id=loose_end.case_id, loose_end_id=loose_end.pk, kind=kind))
    return loose_end.pk


def _settle(ctx: Context, loose_end: LooseEnd, kind: str, how: Settled, words: str) -> UUID:
    """Settle it in words."""
    ctx.authorise(policies.may_work_on(ctx.actor, loose_end.case))
    ctx.require(policies.is_unsettled(loose_end))
    ctx.require(
        policies.has_words(words, code=f"case.{kind}-settled-silently", wants=WANTS[how](kind)), on="words"
    )
    ctx.change(
        loose_end, settled_at=ctx.now, settled_by_id=ctx.actor.id, settled_how=how, settled_words=words
    )
    ctx.record(
        events.LooseEndSettled(case_id=loose_end.case_id, loose_end_id=loose_end.pk, kind=kind, how=how)
    )
    return loose_end.pk


WANTS: dict[Settled, Callable[[str], str]] = {
    Settled.RESOLVED: lambda _kind: "Say what came of it.",
    Settled.ACCEPTED: lambda _kind: "Say why it can stay as it is.",
    Settled.HANDED_OVER: lambda _kind: "Name the person and the organisation who took it over.",
}


def _worked_on(ctx: Context, case_id: CaseId) -> Case:
    case = ctx.get(Case.objects.visible_to(ctx.actor), case_id)
    ctx.authorise(policies.may_work_on(ctx.actor, case))
    ctx.require(policies.is_open(case))
    return case


def _is_chased(ctx: Context, case: Case) -> bool:
    owed = Obligation.objects.visible_to(ctx.actor).filter(STILL_OWED, about_id=case.pk, rule_key=AGREED)
    return bool(owed.exists())


def _next_due(case: Case) -> date | None:
    """When the first of the open actions falls due; what belongs to a case is known to whoever may know it."""
    waiting = Action.objects.filter(case=case, settled_at__isnull=True, due_on__isnull=False)
    return waiting.order_by("due_on").values_list("due_on", flat=True).first()


def _one_answers(accountable: str) -> Decision:
    if accountable.strip():
        return Allowed("one organisation answers for it")
    return Refused(
        "case.nobody-accountable", "An action has one organisation that answers for it.", "Name it."
    )


def _volatile_is_not_accepted(risk: Risk, how: Settled) -> Decision:
    """What can change at any moment is not accepted as it is (failings F27)."""
    if not (risk.is_volatile and how == Settled.ACCEPTED):
        return Allowed("may be settled like this")
    return Refused(
        "case.volatile-risk-accepted",
        "This risk can change at any moment, so it is not accepted as it is.",
        "Say how it was removed, or hand it over by name to whoever watches it.",
    )
