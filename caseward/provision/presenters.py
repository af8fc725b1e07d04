"""What happened to taskings, as the ledger pages tell it after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _


EVENTS = {
    "tasking.issued": _("tasked a provider in writing"),
    "tasking.acknowledged": _("recorded that a provider acknowledged a tasking"),
    "tasking.ended": _("ended the tasking of a provider"),
    "session.logged": _("entered a session of a provider"),
    "session.reported": _("entered a provider’s report on a session"),
}
