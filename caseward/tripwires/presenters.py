"""Look-ups in sentences."""

from django.utils.translation import gettext_lazy as _

from caseward.ui.told import Told


EVENTS = {
    "look-up.compared": _("compared look-ups with who is kept in silence, and forgot them"),
    "tripwire.touched": _("a look-up touched somebody who is kept in silence"),
    "tripwire.listed": _("read which look-ups touched somebody who is kept in silence"),
    "tripwire.viewed": _("read of a look-up that touched somebody who is kept in silence"),
    "tripwire.explained": _("said what a look-up was"),
}

NOTICES = {
    "tripwire.touched": Told(_("Somebody looked for a person whom you keep in silence."), "tripwires:trip"),
}
