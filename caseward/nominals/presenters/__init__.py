"""People's records side by side, and what happened to them as the ledger pages tell it."""

from django.utils.translation import gettext_lazy as _

from caseward.nominals.presenters.associates import associates_shown, tie_said
from caseward.nominals.presenters.pairs import QUEUE, alike_shown, in_the_queue, shown
from caseward.ui.told import Told


__all__ = [
    "EVENTS",
    "NOTICES",
    "QUEUE",
    "alike_shown",
    "associates_shown",
    "in_the_queue",
    "shown",
    "tie_said",
]

EVENTS = {
    "nominal.pointed-to": _("learned that another unit knows a person, and whom to ask"),
    "nominal.made": _("made a record of a person"),
    "nominal.completed": _("added to what is known of a person"),
    "nominal.detail-added": _("added a detail to a person's record"),
    "nominal.detail-ended": _("said until when a detail of a person was so"),
    "nominal.detail-corrected": _("put right a detail of a person"),
    "nominal.contact-safety-kept": _("said how a person is safely reached"),
    "nominal.contacts-reviewed": _("looked at every contact with a person together"),
    "nominal.relation-added": _("said what one person is to another"),
    "nominal.relation-ended": _("ended what one person is to another"),
    "nominal.relation-corrected": _("put right what one person is to another"),
    "nominal.told-apart": _("said that two records are of different people"),
    "nominal.apart-withdrawn": _("withdrew that two records are of different people"),
    "nominal.likeness-left-open": _("could not tell whether two records are of one person"),
    "nominal.link-proposed": _("proposed that two records are of one person"),
    "nominal.linked": _("linked two records as one person"),
    "nominal.link-confirmed": _("confirmed that two records are of one person"),
    "nominal.link-refused": _("refused that two records are of one person"),
    "nominal.link-end-asked": _("asked a second person to end the link of two records"),
    "nominal.link-kept": _("kept the link of two records"),
    "nominal.unlinked": _("ended the link of two records"),
    "nominal.similar-looked-for": _("looked through records for people who look alike"),
    "nominal.similar-shown": _("read which people look alike"),
    "nominal.searched": _("looked for people"),
    "nominal.viewed": _("read a person's record"),
}

NOTICES = {
    "contact.stopped": Told(
        _("Somebody tried to reach a person in a way that is not safe, and was stopped."), "cases:person"
    ),
}
