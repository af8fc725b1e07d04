"""What a keeper says of a look-up."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from caseward.tripwires.vocabulary import Outcome
from caseward.ui import forms


class Explain(forms.Form):
    """What it was, and how that is known."""

    versioned = True
    outcome = forms.Pick(
        _("What it was"), [("", ""), *Outcome.choices], required_message=_("Choose what the look-up was.")
    )
    words = forms.Text(
        _("How you know"), width="full", required_message=_("Say how you know, in a sentence.")
    )

    def arguments(self) -> dict[str, Any]:
        """The outcome as one of ours."""
        return {**super().arguments(), "outcome": Outcome(self.cleaned_data["outcome"])}
