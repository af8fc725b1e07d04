"""What happened to people's records, as the ledger pages tell it."""

from django.utils.translation import gettext_lazy as _


EVENTS = {
    "nominal.made": _("made a record of a person"),
    "nominal.completed": _("added to what is known of a person"),
    "nominal.told-apart": _("said that two records are of different people"),
    "nominal.searched": _("looked for people"),
    "nominal.viewed": _("read a person's record"),
}
