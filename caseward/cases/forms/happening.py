"""What happened, and when: a choice from what can happen, a moment, and words."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseward.chronology.vocabulary import NAMED_SOURCES, Source
from caseward.ui import forms


class Happened(forms.Form):
    """One thing that happened in a case."""

    at = forms.Moment(
        _("When did it happen?"),
        hint=_("Clocks count from then, not from when you write it down."),
        not_after_today=True,
    )
    words = forms.LongText(
        _("What is to be known of it?"),
        hint=_("It cannot be changed, only added to."),
        required_message=_("Say what is to be known of it."),
    )
    source = forms.Choice(
        _("Who or what says so?"), Source.choices, required_message=_("Say who or what says so.")
    )
    source_name = forms.Text(
        _("Which one exactly?"), hint=_("A name, a role, or a reference"), width="full", required=False
    )

    def __init__(self, *given: Any, happenings: list[forms.Option], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["happening"] = forms.Choice(
            _("What happened?"), happenings, required_message=_("Choose what happened.")
        )
        self.order_fields(["happening"])

    def clean(self) -> dict[str, Any]:
        """A source that stands for many is named."""
        said = self.cleaned_data
        if said.get("source") in NAMED_SOURCES and not said.get("source_name"):
            self.add_error("source_name", gettext("Say which one, so that others can find it."))
        return said

    def arguments(self) -> dict[str, Any]:
        """The answers as the command takes them."""
        return self.cleaned_data | {"source": Source(self.cleaned_data["source"])}
