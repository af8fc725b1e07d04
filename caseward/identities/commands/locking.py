"""Locking the pair of a link, and opening it again: bound to the link and to the unit that keeps it."""

from uuid import UUID

from caseward.foundation.commands.errors import Invalid
from caseward.foundation.storage import apart, configuration, errors
from caseward.identities import policies, queries
from caseward.identities.models import SealedPair
from caseward.identities.vocabulary import Pair
from caseward.kernel.decisions import Refused


def keys() -> apart.KeysApart:
    """The key of links; Invalid where it is not on this machine, before anything else is looked at."""
    try:
        return configuration.keys_apart()
    except errors.KeyApartWrong:
        raise Invalid(policies.NO_KEY) from None


def locked(held: apart.KeysApart, pair: Pair, *, link_id: UUID, compartment_id: UUID) -> SealedPair:
    """The pair, as its row keeps it."""
    sealed = held.lock(pair.packed, row_id=link_id, place=_place(compartment_id))
    return SealedPair(compartment_id=compartment_id, link_id=link_id, locked_by=held.current, sealed=sealed)


def unlocked(held: apart.KeysApart, link_id: UUID, *, shut: Refused) -> Pair:
    """Which two records; Invalid when the database keeps the pair to itself, or when it does not open."""
    found = queries.sealed_pair(link_id)
    if found is None:
        raise Invalid(shut)
    try:
        return Pair.unpacked(opened(held, found))
    except errors.KeyApartWrong:
        raise Invalid(policies.NO_KEY) from None
    except errors.Unreadable:
        raise Invalid(policies.UNREADABLE) from None


def opened(held: apart.KeysApart, found: SealedPair) -> bytes:
    """What a row holds; Unreadable when it was changed or put in another's place."""
    return held.open(
        bytes(found.sealed),
        locked_by=found.locked_by,
        row_id=found.link_id,
        place=_place(found.compartment_id),
    )


def locked_anew(held: apart.KeysApart, found: SealedPair) -> bytes:
    """The same pair under the current key."""
    return held.lock(opened(held, found), row_id=found.link_id, place=_place(found.compartment_id))


def _place(compartment_id: UUID) -> tuple[str, str]:
    return "identity link", str(compartment_id)
