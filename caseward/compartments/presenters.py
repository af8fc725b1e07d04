"""Who may know, in sentences."""

from django.utils.translation import gettext_lazy

from caseward.ui.told import Told


EVENTS = {
    "access.granted": gettext_lazy("gave somebody access by name"),
    "access.renewed-by-name": gettext_lazy("renewed somebody’s access by name"),
    "access.ended": gettext_lazy("ended somebody’s access by name"),
    "access.excluded": gettext_lazy("shut somebody out by name"),
    "access.conflict-declared": gettext_lazy("declared a conflict of interest"),
    "access.conflict-decided": gettext_lazy("decided how a case is kept after a conflict of interest"),
    "marker.looked-up": gettext_lazy("asked whom to call about a person"),
    "access.reference-tried": gettext_lazy("tried the reference of a case in an emergency"),
    "access.part-shared": gettext_lazy("let somebody outside the police in to parts of a case"),
    "access.part-ended": gettext_lazy("ended somebody’s reading of parts of a case"),
    "access.section-marked": gettext_lazy("said for whom a part of a case is"),
    "access.part-viewed": gettext_lazy("read the parts of a case that are for him"),
    "access.opened-in-an-emergency": gettext_lazy("opened a case in an emergency"),
    "access.emergency-reviewed": gettext_lazy("reviewed the opening of a case in an emergency"),
    "access.restricted": gettext_lazy("gave a case a compartment of its own"),
    "access.returned": gettext_lazy("gave a case back to its unit"),
    "access.key-asked": gettext_lazy("asked for a second person’s key"),
    "access.key-refused": gettext_lazy("refused to turn a second key"),
    "access.exclusion-lifted": gettext_lazy("let somebody in again who was shut out"),
}

NOTICES = {
    "access.key-asked": Told(
        gettext_lazy("A second person is asked for, within the hour."), "compartments:keys"
    ),
    "access.opened-in-an-emergency": Told(
        gettext_lazy("Somebody opened a case of yours in an emergency."), "cases:who"
    ),
    "access.restricted": Told(gettext_lazy("A case you know has a compartment of its own now."), "cases:who"),
    "access.returned": Told(gettext_lazy("A case was given back to its unit."), "cases:who"),
}
