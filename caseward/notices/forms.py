"""Marking notices as read."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caseward.ui import forms


WRONG = _("The page was changed on its way. Open your notices again.")


class Read(forms.Form):
    """One button."""

    keeps_draft = False


class ReadAll(forms.Form):
    """One button, for what was on the list when it was drawn."""

    keeps_draft = False
    up_to = forms.Concealed()

    def clean_up_to(self) -> datetime:
        """The instant of the newest notice that the reader had before them."""
        try:
            found = datetime.fromisoformat(self.cleaned_data["up_to"])
        except ValueError:
            raise ValidationError(WRONG) from None
        if found.tzinfo is None:
            raise ValidationError(WRONG)
        return found

    def arguments(self) -> dict[str, Any]:
        """As the command takes them."""
        return {"up_to": self.cleaned_data["up_to"]}
