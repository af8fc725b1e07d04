"""Narrowing the ledger and the diaries, and saying for what they are read."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from caseward.foundation.ledger.events import Operation
from caseward.oversight.vocabulary import Attested, Outcome, Rule
from caseward.ui import forms


class Narrow(forms.Form):
    """Which operations, by whom."""

    keeps_draft = False
    operation = forms.Pick(
        _("What was done"),
        [("", _("Anything")), *((one.value, one.value.capitalize()) for one in Operation)],
        required=False,
    )
    person = forms.Text(_("Signs in as"), width="10", required=False)


class NarrowDiary(forms.Form):
    """Which day, and why somebody looked."""

    keeps_draft = False
    says_optional = False
    changes = False
    day = forms.Day(_("Day"), required=False)

    def __init__(self, *given: Any, reasons: Sequence[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["why"] = forms.Pick(_("Why"), reasons, required=False)


class ReadDiary(forms.Form):
    """For what a diary is read."""

    keeps_draft = False

    def __init__(self, *given: Any, purposes: Sequence[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["purpose"] = forms.Choice(
            _("For what do you read this diary?"),
            purposes,
            hint=_("The log is kept for these ends, and read for no other."),
            required_message=_("Choose for what you read it."),
        )
        self.fields["words"] = forms.Text(
            _("Why this one?"), width="full", required_message=_("Say in a sentence why you read this one.")
        )


class OfRecord(forms.Form):
    """A record by its reference."""

    keeps_draft = False
    changes = False
    reference = forms.Text(
        _("Reference of a case, a referral or a person"),
        width="20",
        required_message=_("Type the reference."),
    )


class NarrowLines(forms.Form):
    """Which day, which rule, open or settled."""

    keeps_draft = False
    says_optional = False
    changes = False
    day = forms.Day(_("Day of the look"), required=False)
    rule = forms.Pick(_("Rule"), [("", _("Any rule")), *Rule.choices], required=False)
    state = forms.Pick(_("Which"), [("", _("Open")), ("settled", _("Settled"))], required=False)

    def asked_for(self) -> dict[str, Any]:
        """The answers as the query takes them."""
        said = self.cleaned_data
        return {"day": said["day"], "rule": said["rule"], "is_settled": said["state"] == "settled"}


class SettleLine(forms.Form):
    """What came of a look that met a rule."""

    versioned = True
    how = forms.Choice(
        _("What came of it?"),
        Outcome.choices,
        required_message=_("Say whether it was explained or referred."),
    )
    words = forms.LongText(
        _("In words"),
        hint=_("What explains it and who says so, or to whom it was referred."),
        rows=3,
        required_message=_("Say it in a sentence."),
    )

    def arguments(self) -> dict[str, Any]:
        """The outcome with its words."""
        return {"how": Outcome(self.cleaned_data["how"]), "words": self.cleaned_data["words"]}


class FamousName(forms.Form):
    """A name at which every look is asked about."""

    keeps_draft = False
    forename = forms.Text(_("Forename"), hint=_("Leave it empty for the whole family."), required=False)
    surname = forms.Text(_("Surname"))


class MarkDecoy(forms.Form):
    """A record that stands for nobody."""

    keeps_draft = False
    reference = forms.Text(_("Reference of the person or the referral"), width="20")
    because = forms.Text(_("Why is it there?"), width="full")


class MyAddress(forms.Form):
    """One's own postcode."""

    keeps_draft = False
    postcode = forms.Text(
        _("Your postcode"),
        hint=_(
            "Only you read it. A look at somebody who lives there is asked about. Empty it to take it back."
        ),
        width="10",
        required=False,
    )


class Explain(forms.Form):
    """Why one looked."""

    words = forms.Text(
        _("Why did you look?"), width="full", required_message=_("Say in a sentence why you looked.")
    )


class Attest(forms.Form):
    """Whether another's look was justified."""

    says = forms.Choice(
        _("Was this look justified?"),
        [
            forms.Option(Attested.JUSTIFIED, Attested.JUSTIFIED.label),
            forms.Option(Attested.NOT_JUSTIFIED, Attested.NOT_JUSTIFIED.label),
            forms.Option(Attested.CANNOT_TELL, Attested.CANNOT_TELL.label, reveals=("referred_to",)),
        ],
        required_message=_("Say whether it was justified."),
    )
    referred_to = forms.Text(
        _("To whom was it referred?"), width="full", required_message=_("Say to whom it was referred.")
    )
    words = forms.LongText(_("On what does it rest?"), rows=3, required_message=_("Say on what it rests."))

    def arguments(self) -> dict[str, Any]:
        """The answer, with whom it was referred to where that was asked."""
        said = self.cleaned_data
        return {
            "says": Attested(said["says"]),
            "words": said["words"],
            "referred_to": said["referred_to"] or "",
        }


class Button(forms.Form):
    """A yes without questions."""

    keeps_draft = False
