"""What happened to things owed, as the ledger pages tell it after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _


EVENTS = {
    "obligation.owed": _("started the clock of something owed"),
    "obligation.paused": _("paused the clock of something owed"),
    "obligation.resumed": _("let the clock of something owed run on"),
    "obligation.redated": _("put right when the clock of something owed had started"),
    "obligation.handed-over": _("handed over something owed"),
    "obligation.fulfilled": _("did something that was owed"),
    "obligation.withdrawn": _("ended something owed with what it was about"),
}
