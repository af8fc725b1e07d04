"""What an administrator says of people: accounts, postings, vetting, training."""

import re
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from caseward.ui import forms
from caseward.workforce.vocabulary import COURSES, Away, Level


Choices = Sequence[tuple[str, str]]

USERNAME = re.compile(r"[a-z][a-z0-9.-]{1,59}")


class Search(forms.Form):
    """Finds people of the force by name; the words stand in no address."""

    keeps_draft = False
    words = forms.Text(_("Name or user name"), required=False, width="20")
    words.says_optional = False


class CreateAccount(forms.Form):
    """A new account."""

    name = forms.Text(_("Name in full"), width="half", required_message=_("Enter the person’s name."))
    username = forms.Text(
        _("User name"),
        hint=_("Letters, digits, full stops and hyphens; it is never given to anybody else"),
        width="20",
        max_length=60,
        required_message=_("Enter a user name."),
    )
    email = forms.Email(_("Work e-mail address"), required=False, width="half")

    def clean_username(self) -> str:
        """Lower case, and nothing that is misread."""
        username = str(self.cleaned_data["username"]).strip().lower()
        if not USERNAME.fullmatch(username):
            raise ValidationError(
                _now("Use letters, digits, full stops and hyphens only, and begin with a letter.")
            )
        return username


class Because(forms.Form):
    """A reason, for something that somebody will ask about later."""

    versioned = True
    because = forms.Text(_("Reason"), width="full", required_message=_("Say why."))


class Button(forms.Form):
    """One button."""

    versioned = True


class PostPerson(forms.Form):
    """A posting."""

    unit_id = forms.Pick(_("Unit"), choices=[])
    role = forms.Pick(_("Role"), choices=[])
    starts_on = forms.Day(_("First day"))
    ends_on = forms.Day(
        _("Ends on"), hint=_("Access ends at midnight when this day begins. Leave it empty if it is not known."),
        required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, units: Choices, roles: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["unit_id"] = forms.Pick(_("Unit"), choices=[("", ""), *units])
        self.fields["role"] = forms.Pick(_("Role"), choices=[("", ""), *roles])
        self.order_fields(["unit_id", "role", "starts_on", "ends_on"])

    def arguments(self) -> dict[str, Any]:
        """The unit by its id."""
        return {**super().arguments(), "unit_id": UUID(self.cleaned_data["unit_id"])}


class EndPosting(Because):
    """The end of a posting."""

    ends_on = forms.Day(
        _("Ends on"),
        hint=_("Leave it empty to end the posting now: access is gone at the person’s next request."),
        required=False,
        not_before_today=True,
    )


class RecordClearance(forms.Form):
    """Vetting."""

    level = forms.Pick(_("Level"), choices=[("", ""), *Level.choices])
    starts_on = forms.Day(_("Granted on"), not_after_today=True)
    ends_on = forms.Day(_("Ends on"), hint=_("Access that needs it ends at midnight when this day begins"))


class RecordTraining(forms.Form):
    """A course."""

    course = forms.Pick(_("Course"), choices=[("", ""), *COURSES.items()])
    completed_on = forms.Day(_("Completed on"), not_after_today=True)
    ends_on = forms.Day(_("Counts until"), hint=_("Leave it empty if it never lapses"), required=False)


class RecordRank(forms.Form):
    """A rank, grade or office."""

    rank = forms.Pick(_("Rank, grade or office"), choices=[])
    starts_on = forms.Day(_("Held from"))
    ends_on = forms.Day(
        _("Ends on"),
        hint=_(
            "For an office or a rank held for a time. Leave it empty for the rank that takes the place of the last one."
        ),
        required=False,
    )

    def __init__(self, *args: Any, ranks: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["rank"] = forms.Pick(_("Rank, grade or office"), choices=[("", ""), *ranks])
        self.order_fields(["rank", "starts_on", "ends_on"])


class RecordAbsence(forms.Form):
    """Being away."""

    kind = forms.Choice(_("Why?"), Away.choices, hint=_("Only they and their supervisors read this."))
    starts_on = forms.Day(_("First day away"))
    ends_on = forms.Day(
        _("Back on"), hint=_("The first day at work again. Leave it empty if nobody can say."), required=False
    )


class AskForCover(forms.Form):
    """Who is asked to cover."""

    versioned = True

    def __init__(self, *args: Any, officers: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["user_id"] = forms.Choice(
            _("Who is asked to cover?"), list(officers), required_message=_("Choose a colleague.")
        )

    def arguments(self) -> dict[str, Any]:
        """The colleague by their id."""
        return {**super().arguments(), "user_id": UUID(self.cleaned_data["user_id"])}
