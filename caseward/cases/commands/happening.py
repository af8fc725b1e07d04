"""What happens to a case: said by the commands that bring it about, or recorded by an officer (ADR 27)."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from caseward.cases import events, policies
from caseward.cases.models import Case, Finding
from caseward.cases.queries.evidence import fact_that_allows, gate_about, lowers
from caseward.cases.queries.facts import facts_of
from caseward.cases.queries.history import decision_that_allows, is_tied
from caseward.cases.queries.matters import matter_of, pathway_of
from caseward.cases.queries.ranks import ranked_to_find
from caseward.cases.vocabulary import CaseId
from caseward.chronology import commands as chronology
from caseward.chronology.vocabulary import Entered, Kind, Source
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command, step
from caseward.kernel.clocks.moments import in_london
from caseward.kernel.dates import PartialDate
from caseward.kernel.decisions import Allowed, Decision
from caseward.kernel.happenings import Happening
from caseward.obligations import commands as obligations
from caseward.obligations.vocabulary import Happened
from caseward.provision.queries import provided


@step
def happen(ctx: Context, *, case: Case, code: str, at: datetime | None = None) -> tuple[str, ...]:
    """Let the clocks of the case know what happened, now or when it did; returns which due days moved, in sentences."""
    return happen_all(ctx, case=case, what=[(code, at or ctx.now)])


@step
def happen_all(ctx: Context, *, case: Case, what: Iterable[tuple[str, datetime]]) -> tuple[str, ...]:
    """The same for all that one command brings about: code after code, each with when it happened."""
    known = catalogue().happenings_on(ctx.today)
    return obligations.all_happened(
        ctx,
        about=matter_of(case),
        what=[Happened(code, at, withdraws=known[code].withdraws) for code, at in what],
        rules=() if case.closed_at else pathway_of(case).clocks_at(case.stage),
        owner_id=case.owner_id,
    )


@command
def record_happening(
    ctx: Context,
    *,
    case_id: CaseId,
    happening: str,
    at: datetime,
    words: str,
    source: Source,
    source_name: str,
) -> str:
    """Record what happened and when: an entry, the facts that it establishes, and every clock it ends or starts.

    `happening` is a code of a published list. Returns which due days moved, in sentences.
    """
    case = ctx.lock(Case.objects.visible_to(ctx.actor).select_related("nominal"), case_id)
    ctx.authorise(policies.may_work_on(ctx.actor, case))
    ctx.require(policies.is_a_happening(happening, on=ctx.today), on="happening")
    known = catalogue().happenings_on(ctx.today)[happening]
    ctx.require(policies.is_no_session_of_a_provider(known, is_tasked=_is_tasked(ctx, case)), on="happening")
    ctx.require(policies.can_happen(case, known), on="happening")
    ctx.authorise(ctx.actor.holds(known.recorded_by, case.compartment_id))
    ctx.authorise(policies.is_of_rank(_ranked(ctx, case, known)))
    ctx.require(policies.happened_in_its_time(case, at=at, now=ctx.now), on="at")
    ctx.require(_is_not_lowered_blindly(ctx, case, known), on="happening")
    rests_on = _rests_on(ctx, case, known)
    entered = _entered(known, at, words=words, source=source, source_name=source_name)
    chronology.enter(ctx, about=matter_of(case), entered=replace(entered, source_id=rests_on))
    for fact, is_so in known.finds.items():
        ctx.add(Finding(compartment_id=case.compartment_id, case=case, fact=fact, is_so=is_so, because=words))
    moved = happen(ctx, case=case, code=known.code, at=at)
    ctx.record(events.HappeningRecorded(case_id=case.pk, happening=known.code))
    return " ".join(moved)


def _ranked(ctx: Context, case: Case, known: Happening) -> policies.Ranked:
    """The rank of whoever may say what it establishes."""
    said = [fact for fact, is_so in known.finds.items() if is_so]
    return ranked_to_find(viewer=ctx.actor, case=case, facts=said, on=ctx.today)


def _is_tasked(ctx: Context, case: Case) -> bool:
    return any(not one.is_ended for one in provided(viewer=ctx.actor, about_id=case.pk))


def _is_not_lowered_blindly(ctx: Context, case: Case, known: Happening) -> Decision:
    """A lower score rests on a review since the last one (failings F60)."""
    key = case.pathway_key
    if not lowers(viewer=ctx.actor, case_id=case.pk, pathway_key=key, code=known.code):
        return Allowed("not lower than it stands")
    fact = fact_that_allows(key)
    is_shown = facts_of(viewer=ctx.actor, case=case, today=ctx.today).get(fact) is True
    return policies.rests_on_a_review(is_shown=is_shown, wants=gate_about(fact).sentence)


def _rests_on(ctx: Context, case: Case, known: Happening) -> UUID | None:
    """The decision of two that it rests on, where it needs one (failings F63)."""
    if not is_tied(known.code):
        return None
    decision_id = decision_that_allows(viewer=ctx.actor, case=case, code=known.code)
    ctx.require(policies.stands_decided(stands=decision_id is not None), on="happening")
    return decision_id


def _entered(known: Happening, at: datetime, *, words: str, source: Source, source_name: str) -> Entered:
    moment = in_london(at)
    return Entered(
        kind=Kind.EVENT,
        text=f"{known.title}. {words.strip()}".strip(),
        occurred=PartialDate.of(moment.date()),
        occurred_time=moment.time().replace(tzinfo=None),
        source=source,
        source_name=source_name,
    )
