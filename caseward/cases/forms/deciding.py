"""The whole history as read, and the decision that rests on it."""

from typing import Any

from caseward.decisions.forms import NationalDecisionModel
from caseward.ui import forms


class ReadHistory(forms.Form):
    """That the page was read whole, as it stood."""

    until = forms.Concealed(required=False)


class DecideOnHistory(NationalDecisionModel):
    """A decision that a definition ties to the whole history."""

    decides = ""
    decides_words = ""
    versioned = True

    def __init__(self, *given: Any, decision: str = "", question: str = "", **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.decides, self.decides_words = decision, question  # type: ignore[misc]  # each definition asks its own

    def arguments(self) -> dict[str, Any]:
        """The decision."""
        return {"decided": self.decided()}
