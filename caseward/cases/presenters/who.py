"""Who may know of a case, on which grounds, and what the viewer may say of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.cases.queries import CaseFile
from caseward.foundation.access.models import Sort
from caseward.kernel.access import Actor
from caseward.workforce.queries import Knower


GRANT, RESTRICT = "compartment.grant", "compartment.restrict"

SORTS = {Sort.POSTING: _("Posting"), Sort.GRANT: _("By name"), Sort.EMERGENCY: _("Emergency")}


@dataclass(frozen=True, slots=True)
class KnowerShown:
    """One ground of one person; `grant_id` where the viewer can renew or end it."""

    name: str
    basis: str
    sort: str
    colour: str
    until: datetime
    grant_id: UUID | None
    is_me: bool


@dataclass(frozen=True, slots=True)
class Said:
    """Everybody who may know, and which of the buttons the viewer has."""

    who: tuple[KnowerShown, ...]
    may_grant: bool
    may_restrict: bool


def says_who_may_know(file: CaseFile, who: Sequence[Knower], *, viewer: Actor) -> Said:
    """The list with its buttons."""
    may_grant = bool(viewer.holds(GRANT, file.compartment_id))
    return Said(
        who=tuple(_shown(each, may_end=may_grant, me=viewer.id) for each in who),
        may_grant=may_grant,
        may_restrict=bool(viewer.holds(RESTRICT, file.compartment_id)),
    )


def _shown(one: Knower, *, may_end: bool, me: UUID) -> KnowerShown:
    return KnowerShown(
        name=one.name,
        basis=one.basis,
        sort=str(SORTS[Sort(one.sort)]),
        colour="late" if one.sort == Sort.EMERGENCY else "still",
        until=one.until,
        grant_id=one.basis_id if may_end and one.sort == Sort.GRANT else None,
        is_me=one.id == me,
    )
