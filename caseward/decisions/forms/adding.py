"""What is added to a signed decision."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.decisions.vocabulary import ReviewFound
from caseward.ui import forms


class Addendum(forms.Form):
    """What was learnt or put right since."""

    text = forms.LongText(
        _("What is to be added?"),
        hint=_("The decision stays as it was signed; this stands beneath it with your name and the time."),
        required_message=_("Say what is to be added."),
    )


class Review(forms.Form):
    """What looking at a decision again found."""

    text = forms.LongText(
        _("What was looked at, and what does it show?"),
        hint=_("The decision stays as it was signed; this stands beneath it with your name and the time."),
        required_message=_("Say what was looked at, and what it shows."),
    )

    def __init__(self, *given: Any, later: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        decisions = list(later)
        ways = [forms.Option(ReviewFound.STANDS.value, ReviewFound.STANDS.label)]
        if decisions:
            ways.append(
                forms.Option(ReviewFound.CHANGED.value, ReviewFound.CHANGED.label, reveals=("leads_to",))
            )
            self.fields["leads_to"] = forms.Choice(
                _("Which later decision?"), decisions, required_message=_("Choose the decision.")
            )
        self.fields["found"] = forms.Choice(
            _("What did you find?"),
            ways,
            hint="" if decisions else _("To change it, take the new decision first; then choose it here."),
            required_message=_("Say whether it stands."),
        )
        self.order_fields(["found", "leads_to", "text"])

    def arguments(self) -> dict[str, Any]:
        """The answers as the command takes them."""
        said = self.cleaned_data
        leads_to = said.get("leads_to") if said["found"] == ReviewFound.CHANGED else None
        return {
            "found": ReviewFound(said["found"]),
            "text": said["text"],
            "leads_to": UUID(leads_to) if leads_to else None,
        }


class Dissent(forms.Form):
    """That somebody saw it differently, and why."""

    text = forms.LongText(
        _("How did you see it, and why?"),
        hint=_("It stands in the record under your name, and nobody can take it away, you neither."),
        required_message=_("Say how you saw it, and why."),
    )


class SecondOpinion(forms.Form):
    """A second person's yes or no, and why."""

    approves = forms.Choice(
        _("Do you agree?"),
        [("yes", _("I agree")), ("no", _("I do not agree"))],
        required_message=_("Say whether you agree."),
    )
    because = forms.LongText(_("Why?"), required_message=_("Say why you agree or disagree."))

    def arguments(self) -> dict[str, Any]:
        """Yes or no as the command takes it."""
        return {
            "approves": self.cleaned_data["approves"] == "yes",
            "because": self.cleaned_data["because"],
        }
