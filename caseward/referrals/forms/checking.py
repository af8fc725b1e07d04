"""Comparing what was read with what was given, telling the referrer, screening for immediate risk."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from caseward.kernel.forms.definitions import Field
from caseward.referrals.forms.questions import questions
from caseward.referrals.vocabulary import ImmediateRisk
from caseward.ui import forms


class FinishChecking(forms.Form):
    """A button."""

    versioned = True
    keeps_draft = False


class Acknowledge(forms.Form):
    """How the referrer was told."""

    versioned = True
    keeps_draft = False

    how = forms.Choice(
        _("How was the referrer told?"),
        [
            ("telephone", _("By telephone")),
            ("e-mail", _("By e-mail")),
            ("in-person", _("In person")),
            ("letter", _("By letter")),
        ],
        inline=True,
        label_size="m",
        hint=_("Told that the referral has arrived, and nothing of what the records say."),
        required_message=_("Say how the referrer was told."),
    )


class Risk(forms.Form):
    """Whether somebody is in danger now."""

    versioned = True

    risk = forms.Choice(
        _("Is anyone at immediate risk?"),
        [("YES", _("Yes")), ("NO", _("No")), ("NOT_KNOWN", _("Not known"))],
        inline=True,
        label_size="m",
        required_message=_("Say whether anyone is at immediate risk, or that it is not known."),
    )
    note = forms.LongText(
        _("What has been done, and by whom"),
        hint=_("Needed for “yes” and “not known”: who was told and when, or how you are finding out."),
        rows=2,
        required=False,
    )
    note.says_optional = False

    def arguments(self) -> dict[str, Any]:
        """The answer as the command takes it."""
        return {**super().arguments(), "risk": ImmediateRisk(self.cleaned_data["risk"])}


class Correct(forms.Form):
    """One field of the form, with the inputs that it has."""

    versioned = True

    def __init__(self, *args: Any, field: Field, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **rest)
        self.field = field
        for name, question in questions(field):
            question.says_optional = False
            question.label_size = "m" if name == field.key else ""
            self.fields[name] = question

    def arguments(self) -> dict[str, Any]:
        """The words for the field, as they were typed."""
        typed: Mapping[str, str] = {name: self.cleaned_data.get(name) or "" for name in self.field.inputs}
        return {"field": self.field.key, "typed": typed}
