"""What happened to things owed, as the ledger pages tell it after the name of whoever did it."""

from django.utils.translation import gettext_lazy as _

from caseward.obligations.vocabulary import MatterKind
from caseward.ui.told import Told


EVENTS = {
    "obligation.owed": _("started the clock of something owed"),
    "obligation.paused": _("paused the clock of something owed"),
    "obligation.resumed": _("let the clock of something owed run on"),
    "obligation.redated": _("put right when the clock of something owed had started"),
    "obligation.handed-over": _("handed over something owed"),
    "obligation.fulfilled": _("did something that was owed"),
    "obligation.recomputed": _("worked out again by when something is owed"),
    "obligation.looked-at": _("worked out again what is owed"),
    "obligation.told": _("told of something owed that is due soon or late"),
    "obligation.withdrawn": _("ended something owed with what it was about"),
}

NOTICES = {
    "case.due-soon": Told(_("Something owed in a case is due soon."), MatterKind.CASE.place),
    "case.overdue": Told(_("Something owed in a case is late."), MatterKind.CASE.place),
    "referral.due-soon": Told(_("Something owed in a referral is due soon."), MatterKind.REFERRAL.place),
    "referral.overdue": Told(_("Something owed in a referral is late."), MatterKind.REFERRAL.place),
    "nominal.due-soon": Told(_("Something owed about a person is due soon."), MatterKind.NOMINAL.place),
    "nominal.overdue": Told(_("Something owed about a person is late."), MatterKind.NOMINAL.place),
    "decision.due-soon": Told(_("A decision is to be looked at again soon."), MatterKind.DECISION.place),
    "decision.overdue": Told(_("A decision was not looked at again by its day."), MatterKind.DECISION.place),
    "enquiry.due-soon": Told(_("The reply to an enquiry is due soon."), MatterKind.ENQUIRY.place),
    "enquiry.overdue": Told(_("The reply to an enquiry is late."), MatterKind.ENQUIRY.place),
}
