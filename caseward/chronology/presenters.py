"""What happened to entries, as the ledger pages tell it after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _


EVENTS = {
    "entry.made": _("made an entry in a chronology"),
    "entry.added-to": _("added to an entry"),
    "entry.corrected": _("corrected an entry"),
    "entry.account-given": _("entered another account of the same event"),
    "entry.viewed": _("read an entry"),
}
