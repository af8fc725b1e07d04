"""How a case ends: proposed by one, approved by another."""

from collections.abc import Mapping
from uuid import UUID

from caseward.cases import commands as cases
from caseward.cases.models import Case, Closing
from caseward.cases.queries import look_back
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands import Context
from caseward.foundation.database import reading
from caseward.kernel.pathways import Pathway
from caseward.kernel.replays import Event, Officer, Player
from caseward.replay.doing import Doing, Done, at_case, decided, first, seen, whole, word
from caseward.replay.stage import Stage
from caseward.replay.verbs import intake


SELDOM = {"deceased", "transferred"}  # how a case ends only where the timeline says so


def propose(stage: Stage, event: Event) -> Done:
    """The owner proposes."""
    found, who = at_case(stage, event)
    case = seen(stage, found)
    pathway = case.pathway
    outcome = word(event, "outcome") or _usual_end(pathway, case.stage)
    titles = {one.key: one.title for one in pathway.outcomes}
    with stage.acting(who) as ctx:
        looked = look_back(viewer=ctx.actor, case=_read(ctx, found), today=ctx.today)
        cases.propose_closing(
            ctx,
            case_id=CaseId(found),
            version=case.version,
            decided=decided(
                event, question="closing", question_words="How does this case end, and why?",
                outcome=outcome, outcome_words=titles.get(outcome, outcome),
            ),
            looked_back_at=looked if word(event, "look_back") != "none" else (),
        )  # fmt: skip
    return [f"{who.name} proposed to close the case: {titles.get(outcome, outcome)}."]


def approve(stage: Stage, event: Event) -> Done:
    """A second person agrees."""
    _, who = at_case(stage, event, Player.SUPERVISOR)
    return _approve(stage, event, who)


def decline(stage: Stage, event: Event) -> Done:
    """A second person says what is missing."""
    found, who = at_case(stage, event, Player.SUPERVISOR)
    closing = _open_closing(stage, event, found)
    with stage.acting(who) as ctx:
        cases.decline_closing(ctx, closing_id=closing.pk, version=closing.version, words=word(event, "words"))
    return [f"{who.name} declined to close the case."]


def close(stage: Stage, event: Event) -> Done:
    """Proposed and approved at once; a referral that became no case is decided as no further action."""
    if not stage.history(event).cases and intake.is_undecided(stage, event):
        return intake.end_referral(stage, event)
    said = propose(stage, event)
    if word(event, "approved_by").lower() in {"nobody", "none", "no one"}:
        return [*said, "Nobody approved it: the case stands open."]
    found, proposer = at_case(stage, event)
    return [*said, *_approve(stage, event, _second(stage, event, found, proposer))]


def reopen(stage: Stage, event: Event) -> Done:
    """A supervisor takes it up again where it stood."""
    found, who = at_case(stage, event, Player.SUPERVISOR)
    officer = stage.who(word(event, "officer"), Player.OFFICER, who.unit)
    case = seen(stage, found)
    with stage.acting(who) as ctx:
        last = first(Closing.objects.filter(case_id=found, answer="APPROVED").order_by("-answered_at"))
        to = last.stage if last is not None else case.stage
        cases.reopen_case(
            ctx,
            case_id=CaseId(found),
            version=case.version,
            decided=decided(
                event, question="reopening", question_words="Why is the case taken up again?", outcome=to,
                outcome_words=next((one.title for one in case.pathway.stages if one.key == to), to),
            ),
            offer_to_id=stage.user_id(officer),
        )  # fmt: skip
    return [f"{who.name} reopened the case, and offers it to {officer.name}."]


def _usual_end(pathway: Pathway, stage: str) -> str:
    """How a case ends where nobody says how: the pathway's first end, or the first that this stage allows as it is."""
    there = pathway.outcomes_from(stage)
    first_of_all = pathway.outcomes[0]
    if first_of_all in there:
        return first_of_all.key
    usual = sorted((one for one in there if one.key not in SELDOM), key=lambda one: bool(one.gates))
    return next((one.key for one in usual), first_of_all.key)


def _read(ctx: Context, found: UUID) -> Case:
    """The case as whoever proposes reads it."""
    with reading.asking():
        return ctx.get(Case.objects.visible_to(ctx.actor), found)


def _second(stage: Stage, event: Event, found: UUID, proposer: Officer) -> Officer:
    """Whoever is named as the second person; else a supervisor who neither proposed it nor owns it."""
    unit = stage.unit_with(seen(stage, found).compartment_id)
    if named := word(event, "approved_by"):
        return stage.who(named, Player.SUPERVISOR, unit)
    owner = stage.officer(seen(stage, found).owner_id)
    first = stage.player(Player.SUPERVISOR, unit)
    return stage.player(Player.SECOND, unit) if first in (proposer, owner) else first


def _approve(stage: Stage, event: Event, who: Officer) -> Done:
    found, _ = at_case(stage, event)
    closing = _open_closing(stage, event, found)
    with stage.acting(who) as ctx:
        cases.approve_closing(
            ctx, closing_id=closing.pk, version=closing.version, words=word(event, "words") or "Agreed."
        )
    return [f"{who.name} approved it: the case is closed."]


def _open_closing(stage: Stage, event: Event, found: UUID) -> Closing:
    whole(stage, found)
    with stage.acting(stage.readers_of(found)[0]):
        closing = first(Closing.objects.filter(case_id=found, answered_at__isnull=True))
    if closing is None:
        raise stage.missing("proposal to close the case", event, "propose-close", "close")
    return closing


DOINGS: Mapping[str, Doing] = {
    "propose-close": propose,
    "approve-close": approve,
    "decline-close": decline,
    "close": close,
    "reopen": reopen,
}
