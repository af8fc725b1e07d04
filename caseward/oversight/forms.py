"""Narrowing the ledger."""

from django.utils.translation import gettext_lazy as _

from caseward.foundation.ledger.events import Operation
from caseward.ui import forms


class Narrow(forms.Form):
    """Which operations, by whom."""

    keeps_draft = False
    operation = forms.Pick(
        _("What was done"),
        [("", _("Anything")), *((one.value, one.value.capitalize()) for one in Operation)],
        required=False,
    )
    person = forms.Text(_("Signs in as"), width="10", required=False)
