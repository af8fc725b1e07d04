"""What happened to cases, as the ledger pages tell it."""

from django.utils.translation import gettext_lazy as _


EVENTS = {
    "case.opened": _("opened a case"),
    "case.viewed": _("read a case"),
    "case.offered": _("offered a case to an officer"),
    "case.accepted": _("accepted a case"),
    "case.refused": _("refused a case"),
    "case.offer-withdrawn": _("took back the offer of a case"),
    "case.moved": _("took a case to another stage"),
    "case.loose-end-raised": _("wrote down what stands open in a case"),
    "case.loose-end-settled": _("settled what stood open in a case"),
    "case.finding-recorded": _("recorded a finding in a case"),
    "case.gate-set-aside": _("set a gate aside with a reason"),
    "case.closing-proposed": _("proposed to close a case"),
    "case.closing-declined": _("declined to close a case"),
    "case.closed": _("closed a case"),
}
