"""What is asked of an item of the register, of an attempt, of its review and of its end."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.outstanding.vocabulary import Tried
from caseward.ui import forms


class Enter(forms.Form):
    """What is out, since when, and who pursues it."""

    since = forms.Day(
        _("Since when?"),
        hint=_("The day on which it was issued, or on which contact was lost. The 28 days count from then."),
        not_after_today=True,
        required_message=_("Say since when it is out."),
    )
    words = forms.LongText(
        _("What is it?"),
        hint=_("By which court, prison or service, its number, and on what it rests."),
        required_message=_("Say what it is."),
    )

    def __init__(
        self,
        *given: Any,  # noqa: ANN401  as Django's forms take it
        sorts: list[forms.Option],
        officers: Iterable[tuple[str, str]],
        **rest: Any,  # noqa: ANN401  as above
    ) -> None:
        super().__init__(*given, **rest)
        self.fields["sort"] = forms.Choice(
            _("What is out on the person?"), sorts, required_message=_("Choose what is out on the person.")
        )
        self.fields["owner_id"] = forms.Pick(
            _("Who pursues it?"), list(officers), required_message=_("Choose who pursues it.")
        )
        self.order_fields(["sort", "since", "words", "owner_id"])

    def arguments(self) -> dict[str, Any]:
        """The answers as the command takes them."""
        return self.cleaned_data | {"owner_id": UUID(self.cleaned_data["owner_id"])}


class Attempt(forms.Form):
    """One attempt."""

    occurred_at = forms.Moment(_("When was it tried?"), not_after_today=True)
    by = forms.Text(_("Who tried?"), width="full", required_message=_("Say who tried."))
    place = forms.Text(_("Where?"), width="full", required_message=_("Say where."))
    outcome = forms.LongText(_("What came of it?"), required_message=_("Say what came of it."))

    def arguments(self) -> dict[str, Any]:
        """The attempt."""
        return {"tried": Tried(**self.cleaned_data)}


class Review(forms.Form):
    """Who pursues it from now on."""

    versioned = True
    keeps_draft = False

    def __init__(self, *given: Any, officers: Iterable[tuple[str, str]], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["owner_id"] = forms.Pick(
            _("Who pursues it from now on?"),
            list(officers),
            hint=_("Record what was tried first; the next review is in a week."),
            required_message=_("Choose who pursues it."),
        )

    def arguments(self) -> dict[str, Any]:
        """The officer."""
        return {"owner_id": UUID(self.cleaned_data["owner_id"])}


class End(forms.Form):
    """How it ended, and on what that rests."""

    versioned = True
    because = forms.LongText(
        _("On what does that rest?"), required_message=_("Say on what that rests."), rows=3
    )

    def __init__(self, *given: Any, endings: list[tuple[str, str]], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["ended_as"] = forms.Choice(
            _("How did it end?"), endings, required_message=_("Choose how it ended.")
        )
        self.order_fields(["ended_as", "because"])

    def arguments(self) -> dict[str, Any]:
        """The answers."""
        return self.cleaned_data
