"""Finding people and reading what is known of one; the words that were searched for are kept nowhere."""

from uuid import UUID

from caseward.cases import queries
from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import NotVisible
from caseward.nominals import events as nominal_events
from caseward.nominals import policies as nominal_policies


@command
def find_people(ctx: Context, *, words: str) -> queries.Found:
    """Find people, cases and referrals by what was typed; that somebody searched is recorded, the words are not."""
    ctx.authorise(nominal_policies.may_search(ctx.actor))
    found = queries.found_by(viewer=ctx.actor, words=words, today=ctx.today)
    ctx.record(nominal_events.NominalsSearched(shown=len(found.candidates)))
    return found


@command
def view_person(ctx: Context, *, nominal_id: UUID) -> queries.PersonFile:
    """Read what one record says of a person, with the referrals and cases beside it; that it was read is recorded."""
    file = queries.person_file(viewer=ctx.actor, nominal_id=nominal_id)
    if file is None:
        raise NotVisible
    ctx.authorise(nominal_policies.may_view(ctx.actor, file.nominal.heading.compartment_id))
    ctx.record(nominal_events.NominalViewed(nominal_id=nominal_id))
    return file
