"""Who may know, in sentences."""

from django.utils.translation import gettext_lazy


EVENTS = {
    "access.granted": gettext_lazy("gave somebody access by name"),
    "access.renewed-by-name": gettext_lazy("renewed somebody’s access by name"),
    "access.ended": gettext_lazy("ended somebody’s access by name"),
    "access.excluded": gettext_lazy("shut somebody out by name"),
    "access.exclusion-lifted": gettext_lazy("let somebody in again who was shut out"),
}
