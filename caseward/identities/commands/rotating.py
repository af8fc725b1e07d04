"""Replacing the key of links, from the command line and as the owner of the tables."""

from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import Invalid
from caseward.foundation.records import writing
from caseward.foundation.storage import errors
from caseward.identities import events, policies, queries
from caseward.identities.commands import locking
from caseward.identities.models import SealedPair


@command
def rotate_identity_key(ctx: Context) -> str:
    """Lock every link anew with the first key that is given, all or none; returns its name."""
    ctx.authorise(policies.may_rotate(is_owner=queries.is_owner()))
    held = locking.keys()
    for found in SealedPair.objects.exclude(locked_by=held.current).select_for_update():
        try:
            found.sealed = locking.locked_anew(held, found)
        except errors.KeyApartWrong:
            raise Invalid(policies.NO_KEY) from None
        except errors.Unreadable:
            raise Invalid(policies.UNREADABLE) from None
        found.locked_by = held.current
        writing.update(found, ("sealed", "locked_by"))
    ctx.record(events.IdentityKeyRotated(key=held.current))
    return held.current
