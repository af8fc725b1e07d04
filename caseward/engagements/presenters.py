"""Engagements as pages, notices and the ledger show them."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext_lazy as _

from caseward.engagements.queries import EngagementFile, UnitToBook
from caseward.ui.told import Told


EVENTS = {
    "engagement.booked": _("booked an engagement"),
    "engagement.viewed": _("read an engagement"),
    "engagement.of-case-viewed": _("read the engagements of a case"),
    "engagement.moved": _("moved an engagement to another time or place"),
    "engagement.ended": _("recorded what became of an engagement"),
    "engagement.clash-settled": _("settled that two engagements clash"),
    "engagement.clashes-told": _("told those whose engagements clash"),
    "engagement.clashes-withdrawn": _("told those who clashed with what does not take place"),
    "engagement.settled-elsewhere": _("told of a clash that was settled"),
}
NOTICES = {
    "engagement.clash": Told(
        _("Somebody else has something planned where you have an engagement. Speak before you go."),
        "engagements:file",
    ),
    "engagement.clash-settled": Told(_("A clash of your engagement is settled."), "engagements:file"),
    "engagement.due-soon": Told(_("Something owed of an engagement is due soon."), "engagements:file"),
    "engagement.overdue": Told(_("Something owed of an engagement is late."), "engagements:file"),
}


def as_planned(file: EngagementFile) -> dict[str, Any]:
    """When, where and with whom it is planned now, as the forms that move it show it."""
    return {
        "planned_at": file.row.planned_at,
        "place": file.row.place,
        "organisation": file.organisation,
        "seen": file.version,
    }


def units(found: Iterable[UnitToBook]) -> list[tuple[str, str]]:
    """For which units can be booked."""
    return [(str(one.id), one.name) for one in found]
