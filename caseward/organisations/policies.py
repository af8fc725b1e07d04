"""Who may set up forces, units and partners, and what fits together."""

from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.wording import gettext_noop
from caseward.organisations.models import Force, Unit
from caseward.organisations.vocabulary import CONFIGURE, LAYERS, Layer, UnitKind


def may_configure(actor: Actor) -> Decision:
    """Organisations belong to no compartment: whoever configures them does so for the whole region."""
    for membership in actor.memberships:
        if CONFIGURE in membership.capabilities:
            return Allowed(membership.basis)
    return Refused(
        code="organisation.not-administrator",
        because=gettext_noop("Only an administrator sets up forces, units and partners."),
        remedy=gettext_noop("Ask the administrator of your region."),
    )


def is_free(name: str, *, is_taken: bool) -> Decision:
    """Two forces or two units of one name would be one in every list."""
    if not is_taken:
        return Allowed("no other has the name")
    return Refused(
        code="organisation.name-taken",
        because=gettext_noop("There is already one called {name}.").format(name=name),
        remedy=gettext_noop("Choose another name."),
    )


def may_share(kind: UnitKind, force: Force | None, other: Unit) -> Decision:
    """Only intake works in the referrals of another unit, and only of its own force."""
    if kind != UnitKind.INTAKE or Layer.REFERRALS not in LAYERS[UnitKind(other.kind)]:
        return Refused(
            code="organisation.not-shared",
            because=gettext_noop("Only an intake unit shares the referrals of another unit."),
        )
    if force is None or other.force_id != force.pk:
        return Refused(
            code="organisation.other-force",
            because=gettext_noop("An intake unit takes in referrals for its own force only."),
        )
    return Allowed("takes in referrals for the unit")
