"""What happened to organisations, in sentences; organisations to choose from."""

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from caseward.organisations.queries import ForceRow, UnitRow


EVENTS = {
    "force.founded": _("Set up a force"),
    "unit.founded": _("Set up a unit"),
    "partner.registered": _("Registered a partner"),
    "organisation.entered": _("Entered an organisation that a case is about"),
}


def choices(rows: Sequence[ForceRow | UnitRow]) -> list[tuple[str, str]]:
    """Ids and names."""
    return [(str(row.id), row.name) for row in rows]
