"""Asking the referrer, recording the intelligence unit's answer, reviewing repeats."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from caseward.referrals.vocabulary import CheckedSystem, DeconflictionResult
from caseward.ui import forms


class Ask(forms.Form):
    """A question back to the referrer."""

    versioned = True

    words = forms.LongText(
        _("What do you need to know?"),
        hint=_("As you asked it, or are about to ask it."),
        rows=4,
        required_message=_("Write down what you ask."),
    )

    def arguments(self) -> dict[str, Any]:
        """The question as the command takes it."""
        return {"question": self.cleaned_data["words"]}


class Reply(forms.Form):
    """What the referrer said."""

    versioned = True

    reply = forms.LongText(
        _("The reply"),
        hint=_("In the referrer's words. If none came, say since when and how you tried."),
        rows=5,
        required_message=_("Write down the reply, or that none came."),
    )


class Deconflict(forms.Form):
    """What the intelligence unit answered."""

    result = forms.Choice(
        _("What was the answer?"),
        [
            forms.Option(DeconflictionResult.CLEAR, DeconflictionResult.CLEAR.label),
            forms.Option(
                DeconflictionResult.HOLD,
                DeconflictionResult.HOLD.label,
                hint=_("The referral stays at this step; nobody speaks to the person meanwhile."),
            ),
            forms.Option(
                DeconflictionResult.PASS_TO_PURSUE,
                DeconflictionResult.PASS_TO_PURSUE.label,
                hint=_("It goes to the supervisor, who decides with Pursue."),
            ),
        ],
        required_message=_("Say what the answer was."),
    )
    done_on = forms.Day(
        _("On which day?"),
        hint=_("A result counts for 30 days."),
        not_after_today=True,
        required_message=_("Give the day of the answer."),
    )
    systems = forms.Many(
        _("What was searched?"),
        [(each.value, each.label) for each in CheckedSystem],
        required_message=_("Choose every system that was searched."),
    )
    note = forms.LongText(
        _("Note"),
        hint=_("Who answered, and under which reference. No intelligence: that stays where it is kept."),
        rows=3,
        required=False,
    )

    def arguments(self) -> dict[str, Any]:
        """The result as the command takes it."""
        return {**super().arguments(), "result": DeconflictionResult(self.cleaned_data["result"])}


class Review(forms.Form):
    """What several referrals of one person mean together."""

    versioned = True

    review = forms.LongText(
        _("What do the referrals mean together?"),
        hint=_(
            "What repeats, what grows, what each of them alone does not show. Also when nothing new appears."
        ),
        rows=7,
        required_message=_("Say what they mean together, also when nothing new appears."),
    )
