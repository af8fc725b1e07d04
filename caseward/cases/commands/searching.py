"""Finding people and reading what is known of one; the words that were searched for are kept nowhere."""

from uuid import UUID

from caseward.cases import events, policies, queries
from caseward.cases.models import SearchPurpose
from caseward.cases.vocabulary import SearchFor
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.kernel.decisions import Decision
from caseward.nominals import commands as nominals
from caseward.nominals import events as nominal_events
from caseward.nominals import policies as nominal_policies


@command
def begin_search(
    ctx: Context, *, why: SearchFor, about_id: UUID | None = None, reason: str = "", words: str = ""
) -> str:
    """Say what the searches of the next hour are for: a case or a task of one's own, or a reason in words.

    Returns the code under which the ledger keeps it; the words stay in the searcher's unit.
    """
    ctx.authorise(nominal_policies.may_search(ctx.actor))
    ctx.require(_says_why(ctx, why, about_id, reason=reason, words=words), on=why.value)
    said = SearchPurpose(
        compartment_id=policies.unit_of_searcher(ctx.actor),
        why=why,
        reason=reason,
        about_id=about_id,
        words=words.strip(),
    )
    ctx.add(said)
    ctx.record(events.SearchBegun(purpose_id=said.pk, why=why.value, reason=reason, about_id=about_id))
    return ".".join(("search", why.value, *([reason] if reason else []), said.pk.hex))


@command
def find_people(ctx: Context, *, words: str) -> queries.Found:
    """Find people, cases and referrals by what was typed; that somebody searched, and what for, is recorded."""
    ctx.authorise(nominal_policies.may_search(ctx.actor))
    ctx.require(policies.has_purpose(ctx.purpose))
    found = queries.found_by(viewer=ctx.actor, words=words, today=ctx.today)
    nominals.note_question(ctx, question=found.asked, reference=found.reference)
    ctx.record(nominal_events.NominalsSearched(shown=len(found.candidates)))
    if found.pointers:
        ctx.record(nominal_events.PointersGiven(given=len(found.pointers)))
    for one in found.candidates:
        ctx.record(events.PersonShown(nominal_id=one.heading.id))
    return found


@command
def view_person(ctx: Context, *, nominal_id: UUID) -> queries.PersonFile:
    """Read what one record says of a person, with what stands beside it and beside those linked with it.

    That each of them was read is recorded.
    """
    file = queries.person_file(viewer=ctx.actor, nominal_id=nominal_id)
    if file is None:
        raise NotVisible
    ctx.authorise(nominal_policies.may_view(ctx.actor, file.nominal.heading.compartment_id))
    for part in file.parts:
        ctx.record(nominal_events.NominalViewed(nominal_id=part.record.id))
    return file


def _says_why(ctx: Context, why: SearchFor, about_id: UUID | None, *, reason: str, words: str) -> Decision:
    """Whether it is a case or a task of his own, or a published reason in words."""
    if why is SearchFor.REASON:
        return policies.is_a_reason(reason, words)
    if about_id is None:
        return policies.is_his_own(why, found=False)
    own = (
        queries.own_case(viewer=ctx.actor, case_id=about_id)
        if why is SearchFor.CASE
        else queries.own_task(viewer=ctx.actor, obligation_id=about_id, now=ctx.now)
    )
    return policies.is_his_own(why, found=own is not None)
