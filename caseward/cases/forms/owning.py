"""Owning a case, handing it on, and reading it as it stood: what officers answer."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caseward.ui import forms
from caseward.ui.templatetags.ui import day as date_shown


class OfferTo(forms.Form):
    """To whom a case is offered."""

    versioned = True
    note = forms.LongText(_("What should the officer know before answering?"), required=False, rows=3)

    def __init__(self, *given: Any, officers: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["to"] = forms.Choice(
            _("To whom?"), list(officers), required_message=_("Choose the officer to whom you offer it.")
        )
        self.order_fields(["to", "note"])

    def arguments(self) -> dict[str, Any]:
        """The officer's id and the note."""
        return {"to_id": UUID(self.cleaned_data["to"]), "note": self.cleaned_data["note"]}


class StoodOn(forms.Form):
    """Of which day a case is to be read."""

    keeps_draft = False
    day = forms.Day(
        _("Which day?"), hint=_("The case is shown as it stood at the end of it."), not_after_today=True
    )

    def __init__(self, *given: Any, opened_on: date, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.opened_on = opened_on

    def clean_day(self) -> date:
        """Not before the case was opened."""
        day: date = self.cleaned_data["day"]
        if day < self.opened_on:
            said = {"day": date_shown(self.opened_on)}
            raise ValidationError(_("The case was opened on %(day)s: choose that day or a later one.") % said)
        return day


class HandOver(forms.Form):
    """Which cases of an officer are offered to whom."""

    note = forms.LongText(_("What should the officer know before answering?"), required=False, rows=3)

    def __init__(
        self,
        *given: Any,  # noqa: ANN401
        cases: Iterable[tuple[str, str]] = (),
        officers: Iterable[tuple[str, str]] = (),
        **rest: Any,  # noqa: ANN401
    ) -> None:
        super().__init__(*given, **rest)
        self.fields["case_ids"] = forms.Many(
            _("Which cases?"), list(cases), required_message=_("Choose the cases to hand over.")
        )
        self.fields["to_id"] = forms.Choice(
            _("To whom?"), list(officers), required_message=_("Choose the officer to whom you offer them.")
        )
        self.order_fields(["case_ids", "to_id", "note"])

    def arguments(self) -> dict[str, Any]:
        """The cases and the officer by their ids."""
        said = self.cleaned_data
        return {
            "case_ids": [UUID(one) for one in said["case_ids"]],
            "to_id": UUID(said["to_id"]),
            "note": said["note"],
        }


class TransferTo(forms.Form):
    """To which unit a case is offered."""

    versioned = True
    note = forms.LongText(
        _("What does the other unit need to know before it answers?"),
        hint=_("No names and no addresses: until it accepts, it knows nothing of the person."),
        rows=5,
        required_message=_("Say what the other unit needs to know before it answers."),
    )

    def __init__(self, *given: Any, units: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["unit_id"] = forms.Choice(
            _("To which unit?"), list(units), required_message=_("Choose the unit.")
        )
        self.order_fields(["unit_id", "note"])

    def arguments(self) -> dict[str, Any]:
        """The unit by its id."""
        return {"unit_id": UUID(self.cleaned_data["unit_id"]), "note": self.cleaned_data["note"]}


class Accept(forms.Form):
    """Taking a case on."""

    versioned = True
    no_conflict = forms.Tick(
        _(
            "I have no conflict of interest: neither I nor anybody close to me is related to this person, knows them "
            "or their family privately, or has anything to gain or lose by what happens in this case."
        ),
        required=False,
    )


class Refuse(forms.Form):
    """Not taking a case on."""

    versioned = True
    because = forms.LongText(_("Why do you refuse it?"), rows=3, required_message=_("Say why you refuse it."))


class Withdraw(forms.Form):
    """Taking back an offer."""

    versioned = True
