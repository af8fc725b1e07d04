"""What happened to postings, vetting and training, in sentences."""

from django.utils.translation import gettext_lazy as _


EVENTS = {
    "posting.made": _("Posted somebody to a unit"),
    "posting.ended": _("Ended a posting"),
    "posting.confirmed": _("Said that a posting is still needed"),
    "clearance.recorded": _("Recorded vetting"),
    "clearance.withdrawn": _("Withdrew vetting"),
    "training.recorded": _("Recorded a course"),
    "access.renewed": _("Derived afresh what somebody may know"),
}
