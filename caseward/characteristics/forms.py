"""What a person said of themselves."""

from typing import Any

from caseward.characteristics.vocabulary import NINE
from caseward.ui import forms


class Ask(forms.Form):
    """The nine characteristics; no draft of it is kept, for a draft would be a second store."""

    versioned = True
    keeps_draft = False

    def __init__(
        self,
        *given: Any,  # noqa: ANN401
        questions: dict[str, tuple[str, list[tuple[str, str]]]],
        **rest: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*given, **rest)
        for name, (title, answers) in questions.items():
            self.fields[name] = forms.Pick(title, answers)

    def arguments(self) -> dict[str, Any]:
        """The nine answers as one."""
        return {"said": {name: self.cleaned_data[name] for name in NINE}}
