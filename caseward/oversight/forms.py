"""Narrowing the ledger and the diaries, and saying for what they are read."""

from collections.abc import Sequence
from typing import Any

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


class NarrowDiary(forms.Form):
    """Which day, and why somebody looked."""

    keeps_draft = False
    says_optional = False
    changes = False
    day = forms.Day(_("Day"), required=False)

    def __init__(self, *given: Any, reasons: Sequence[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["why"] = forms.Pick(_("Why"), reasons, required=False)


class ReadDiary(forms.Form):
    """For what a diary is read."""

    keeps_draft = False

    def __init__(self, *given: Any, purposes: Sequence[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["purpose"] = forms.Choice(
            _("For what do you read this diary?"),
            purposes,
            hint=_("The log is kept for these ends, and read for no other."),
            required_message=_("Choose for what you read it."),
        )
        self.fields["words"] = forms.Text(
            _("Why this one?"), width="full", required_message=_("Say in a sentence why you read this one.")
        )


class OfRecord(forms.Form):
    """A record by its reference."""

    keeps_draft = False
    changes = False
    reference = forms.Text(
        _("Reference of a case, a referral or a person"),
        width="20",
        required_message=_("Type the reference."),
    )
