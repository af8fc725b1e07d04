"""That what was corrected was looked at."""

from typing import Any

from caseward.ui import forms


class Read(forms.Form):
    """A button."""

    keeps_draft = False

    def arguments(self) -> dict[str, Any]:
        """Nothing but that it was pressed."""
        return {}
