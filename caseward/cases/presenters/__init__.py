"""Cases as their pages draw them: frozen values, no queries; a module for each page."""

from django.utils.translation import gettext_lazy

from caseward.cases.presenters import boards, lapsing, silences
from caseward.cases.presenters.closing import (
    Checklist,
    checklist,
    close_form,
    closing,
    held_open,
    reopen_form,
)
from caseward.cases.presenters.deciding import by_two, decide_form, ways_to_decide
from caseward.cases.presenters.ends import owed_lines
from caseward.cases.presenters.gateway import GatewayShown, gateway_form, gateway_shown
from caseward.cases.presenters.happening import what_happens
from caseward.cases.presenters.heads import Powers, head, may, side
from caseward.cases.presenters.lists import case_rows
from caseward.cases.presenters.moving import WayShown, may_set_aside, move_form, ways
from caseward.cases.presenters.opening import WayToOpen, opening_title, ways_to_open
from caseward.cases.presenters.owning import officers
from caseward.cases.presenters.people import found, person
from caseward.cases.presenters.provision import held_against_planned, tasking_as_it_stands
from caseward.cases.presenters.searching import purpose_form, purpose_lasts, purpose_said
from caseward.cases.presenters.standing import doubts, review_span, says_of, standing, standing_now
from caseward.cases.presenters.stood import stood
from caseward.cases.presenters.who import says_who_may_know
from caseward.cases.presenters.work import group_asked, kind_asked, work
from caseward.ui.told import Told


__all__ = [
    "EVENTS",
    "NOTICES",
    "Checklist",
    "GatewayShown",
    "Powers",
    "WayShown",
    "WayToOpen",
    "boards",
    "by_two",
    "case_rows",
    "checklist",
    "close_form",
    "closing",
    "decide_form",
    "doubts",
    "found",
    "gateway_form",
    "gateway_shown",
    "group_asked",
    "head",
    "held_against_planned",
    "held_open",
    "kind_asked",
    "lapsing",
    "may",
    "may_set_aside",
    "move_form",
    "officers",
    "opening_title",
    "owed_lines",
    "person",
    "purpose_form",
    "purpose_lasts",
    "purpose_said",
    "reopen_form",
    "review_span",
    "says_of",
    "says_who_may_know",
    "side",
    "silences",
    "standing",
    "standing_now",
    "stood",
    "tasking_as_it_stands",
    "ways",
    "ways_to_decide",
    "ways_to_open",
    "what_happens",
    "work",
]

EVENTS = {
    "case.opened": gettext_lazy("opened a case"),
    "case.referral-joined": gettext_lazy("let a further referral go to an open case"),
    "case.taken-over": gettext_lazy("took a case over from a former system"),
    "case.viewed": gettext_lazy("read a case"),
    "case.seen-as-it-stood": gettext_lazy("read a case as it stood on a past day"),
    "case.history-read": gettext_lazy("read the whole history of whom a case is about"),
    "case.offered": gettext_lazy("offered a case to an officer"),
    "case.accepted": gettext_lazy("accepted a case"),
    "case.refused": gettext_lazy("refused a case"),
    "case.offer-withdrawn": gettext_lazy("took back the offer of a case"),
    "case.moved": gettext_lazy("took a case to another stage"),
    "case.loose-end-raised": gettext_lazy("wrote down what stands open in a case"),
    "case.loose-end-settled": gettext_lazy("settled what stood open in a case"),
    "case.finding-recorded": gettext_lazy("recorded a finding in a case"),
    "case.happening-recorded": gettext_lazy("recorded what happened in a case"),
    "case.gate-set-aside": gettext_lazy("set a gate aside with a reason"),
    "case.person-added": gettext_lazy("entered somebody as part of a case"),
    "case.category-set": gettext_lazy("said how somebody stands in a case"),
    "case.person-ended": gettext_lazy("took somebody out of a case"),
    "case.closing-proposed": gettext_lazy("proposed to close a case"),
    "case.closing-declined": gettext_lazy("declined to close a case"),
    "case.closed": gettext_lazy("closed a case"),
    "case.plan-written": gettext_lazy("wrote the support plan of a case"),
    "case.factor-recorded": gettext_lazy("recorded a factor of vulnerability in a case"),
    "case.factor-answered": gettext_lazy("said what answers a factor of vulnerability"),
    "case.reopened": gettext_lazy("reopened a case"),
    "transfer.offered": gettext_lazy("offered a case to another unit"),
    "transfer.accepted": gettext_lazy("accepted a case of another unit"),
    "transfer.refused": gettext_lazy("refused a case of another unit"),
    "transfer.withdrawn": gettext_lazy("took back the offer of a case to another unit"),
    "search.begun": gettext_lazy("said what a search is for"),
    "search.showed": gettext_lazy("was shown a person by a search"),
}

NOTICES = {
    "transfer.offered": Told(gettext_lazy("A case was offered to another unit."), "cases:transfer"),
    "transfer.accepted": Told(gettext_lazy("Another unit has accepted a case."), "cases:transfer"),
    "transfer.refused": Told(gettext_lazy("Another unit has refused a case."), "cases:transfer"),
    "transfer.withdrawn": Told(
        gettext_lazy("The offer of a case to another unit was taken back."), "cases:transfer"
    ),
    "case.offered": Told(gettext_lazy("A case was offered to you."), "cases:file"),
    "case.referral-joined": Told(
        gettext_lazy("A further referral has gone to a case of yours."), "cases:file"
    ),
    "case.refused": Told(gettext_lazy("An officer refused a case that was offered."), "cases:file"),
}
