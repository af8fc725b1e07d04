"""The question of who it is."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from caseward.referrals.vocabulary import Same
from caseward.ui import forms


class Search(forms.Form):
    """A button: what is searched for stands on the referral."""

    keeps_draft = False


class AnswerCandidate(forms.Form):
    """What an officer says of one record."""

    answer = forms.Choice(
        _("Is this the person?"),
        [(each.value, each.label) for each in Same],
        inline=True,
        required_message=_("Say same person, not the same, or cannot tell."),
    )
    because = forms.Text(
        _("Why"), width="full", max_length=2000, required_message=_("Say what makes you think so.")
    )

    def arguments(self) -> dict[str, Any]:
        """The answer as the command takes it."""
        return {**super().arguments(), "answer": Same(self.cleaned_data["answer"])}


class Settle(forms.Form):
    """A button: the answers say which record it is."""

    versioned = True
    keeps_draft = False
