"""What happened to organisations, in sentences."""

from django.utils.translation import gettext_lazy as _


EVENTS = {
    "force.founded": _("Set up a force"),
    "unit.founded": _("Set up a unit"),
    "partner.registered": _("Registered a partner"),
}
