"""Asking, on duty, whether a unit wants to be called about somebody."""

from caseward.cases.models import SearchPurpose
from caseward.cases.policies import is_a_reason
from caseward.cases.vocabulary import SearchFor
from caseward.compartments import events, policies, queries
from caseward.compartments.vocabulary import MARKER
from caseward.foundation.commands import Context, command
from caseward.kernel.identity import read_box
from caseward.nominals import commands as nominals


@command
def look_up_marker(
    ctx: Context, *, name: str, born: str, home: str, reason: str, words: str
) -> list[queries.Marker]:
    """Say whom to call about a person of this name and birth or home; that it was asked, and why, is recorded.

    The words of the reason stay in the asker's unit; those of the question are kept nowhere.
    """
    ctx.authorise(policies.may_look_up(ctx.actor))
    ctx.require(is_a_reason(reason, words), on="words")
    person = read_box(f"{name} {born} {home}", today=ctx.today)
    ctx.require(policies.tells_enough(person))
    said = SearchPurpose(
        compartment_id=min(ctx.actor.where(MARKER), key=str),
        why=SearchFor.REASON,
        reason=reason,
        words=words.strip(),
    )
    ctx.add(said)
    ctx.purpose = f"search.reason.{reason}.{said.pk.hex}"
    nominals.note_look_up(ctx, person=person)
    found = queries.markers(viewer=ctx.actor, person=person)
    ctx.record(events.MarkerLookedUp(purpose_id=said.pk, given=len(found)))
    return found
