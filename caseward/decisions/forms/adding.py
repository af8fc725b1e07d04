"""What is added to a signed decision."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from caseward.ui import forms


class Addendum(forms.Form):
    """What was learnt or put right since."""

    text = forms.LongText(
        _("What is to be added?"),
        hint=_("The decision stays as it was signed; this stands beneath it with your name and the time."),
        required_message=_("Say what is to be added."),
    )


class SecondOpinion(forms.Form):
    """A second person's yes or no, and why."""

    approves = forms.Choice(
        _("Do you agree?"),
        [("yes", _("I agree")), ("no", _("I do not agree"))],
        required_message=_("Say whether you agree."),
    )
    because = forms.LongText(_("Why?"), required_message=_("Say why you agree or disagree."))

    def arguments(self) -> dict[str, Any]:
        """Yes or no as the command takes it."""
        return {
            "approves": self.cleaned_data["approves"] == "yes",
            "because": self.cleaned_data["because"],
        }
