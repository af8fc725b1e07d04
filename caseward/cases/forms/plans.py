"""The support plan: what officers answer about it and its factors."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.cases.vocabulary import Presence
from caseward.ui import forms


class Plan(forms.Form):
    """The support plan."""

    aims = forms.LongText(
        _("What does support set out to do?"), required_message=_("Say what support sets out to do.")
    )
    agreed_with = forms.Text(
        _("With whom was it agreed?"),
        hint=_("The person, a parent, the panel, the provider"),
        width="full",
        required_message=_("Say with whom it was agreed."),
    )
    review_on = forms.Day(
        _("When is it looked at again?"),
        not_before_today=True,
        required_message=_("Say when it is looked at again."),
    )


class Factor(forms.Form):
    """A factor that the assessment found present."""

    presence = forms.Choice(
        _("How far is it present?"),
        Presence.choices,
        inline=True,
        required_message=_("Say how far it is present."),
    )
    evidence = forms.LongText(
        _("On what does it rest?"),
        hint=_("From the assessment, with its date; say whether it is fact or professional opinion."),
        rows=3,
        required_message=_("Say on what it rests."),
    )

    def __init__(self, *given: Any, factors: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["key"] = forms.Pick(
            _("Which factor?"), [("", _("Choose")), *factors], required_message=_("Choose the factor.")
        )
        self.order_fields(["key", "presence", "evidence"])

    def arguments(self) -> dict[str, Any]:
        """The factor as it was found."""
        return {**self.cleaned_data, "presence": Presence(self.cleaned_data["presence"])}


class AnswerFactor(forms.Form):
    """What answers a factor."""

    versioned = True

    def __init__(self, *given: Any, actions: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["action_ids"] = forms.Many(
            _("Which actions answer it?"),
            list(actions),
            hint=_("Each has one organisation that answers for it."),
            required=False,
        )
        self.fields["no_action_because"] = forms.LongText(
            _("Or: why is no action needed?"), rows=2, required=False
        )

    def arguments(self) -> dict[str, Any]:
        """The actions chosen, or the reason."""
        said = self.cleaned_data
        return {
            "action_ids": [UUID(one) for one in said["action_ids"]],
            "no_action_because": said["no_action_because"],
        }
