"""Enquiries as pages and the ledger show them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from caseward.enquiries.policies import may_work_on
from caseward.enquiries.queries import EnquiryFile
from caseward.kernel.access import Actor


EVENTS = {
    "enquiry.received": _("received an anonymised enquiry"),
    "enquiry.clock-begun": _("started the clock of an enquiry"),
    "enquiry.viewed": _("read an enquiry"),
    "enquiry.taken-on": _("took an enquiry on"),
    "enquiry.answered": _("answered an enquiry"),
    "enquiry.became-case": _("opened a case after an enquiry"),
    "enquiry.closed": _("ended an enquiry"),
}


def head_of(file: EnquiryFile, *, actor: Actor) -> dict[str, Any]:
    """The rows at the head of an enquiry, and what may be done with it now."""
    one = file.enquiry
    is_mine_to_do = one.closed_at is None and bool(may_work_on(actor, one))
    return {
        "file": file,
        "rows": [
            (_("Asked by"), one.get_asker_display()),
            (_("About somebody"), one.get_age_band_display()),
            (_("How it came"), one.get_channel_display()),
            (_("Taken on by"), file.taken_by or _("nobody yet")),
        ],
        "may_work": is_mine_to_do,
        "may_take_on": is_mine_to_do and one.taken_at is None,
        "may_open_case": is_mine_to_do and one.case_id is None and actor.holds_anywhere("case.open"),
    }
