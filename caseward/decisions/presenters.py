"""What happened to decisions, as the ledger pages tell it after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _


EVENTS = {
    "decision.made": _("signed a decision"),
    "decision.countersigned": _("agreed or disagreed with a decision as a second person"),
    "decision.added-to": _("added to a signed decision"),
    "decision.reviewed": _("looked at a decision again"),
    "decision.dissented": _("said that a decision was seen differently"),
    "decision.viewed": _("read a decision"),
}
