"""What an officer says of two records, always with the reason."""

from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from caseward.nominals.vocabulary import Ask, Said
from caseward.ui import forms


class Because(forms.Form):
    """A reason for one answer to one question; an answer to a question that is asked no longer does nothing."""

    asks = Ask.NOTHING
    answers_to = forms.Concealed()
    because = forms.LongText(
        _("Why"),
        hint=_("Whoever may know both records sees your reason."),
        rows=3,
        max_length=2000,
        required_message=_("Say what makes you think so."),
    )

    def __init__(self, *given: Any, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.initial.setdefault("answers_to", self.asks.value)

    def clean_answers_to(self) -> str:
        """Somebody else may have answered since the page was opened."""
        answers_to = str(self.cleaned_data["answers_to"])
        if answers_to != self.asks:
            raise ValidationError(
                _now(
                    "Somebody has answered since you opened this page. Read it again, and answer what is asked now."
                )
            )
        return answers_to

    def arguments(self) -> dict[str, Any]:
        """The reason alone: which command it is for, the answer has said."""
        return {"because": self.cleaned_data["because"]}


class Judge(Because):
    """The three answers."""

    asks = Ask.JUDGE
    answer = forms.Choice(
        _("Are these records of one person?"),
        [
            forms.Option(
                Said.SAME, Said.SAME.label, hint=_("Both records stay as they are, and are linked.")
            ),
            forms.Option(Said.NOT_SAME, Said.NOT_SAME.label, hint=_("Both records carry a lasting warning.")),
            forms.Option(
                Said.CANNOT_TELL,
                Said.CANNOT_TELL.label,
                hint=_("The question comes back when either record changes."),
            ),
        ],
        required_message=_("Say same person, not the same person, or cannot tell."),
    )
    field_order = ("answers_to", "answer", "because")


class Confirm(Because):
    """A second person's answer to a link that was proposed."""

    asks = Ask.CONFIRM
    answer = forms.Choice(
        _("Are these records of one person?"),
        [("yes", _("Yes, link them")), ("no", _("No, refuse it"))],
        required_message=_("Say yes or no."),
    )
    field_order = ("answers_to", "answer", "because")


class End(Because):
    """The end of a link."""

    asks = Ask.END


class ConfirmEnd(Because):
    """A second person's answer to a link that somebody asked to end."""

    asks = Ask.CONFIRM_END
    answer = forms.Choice(
        _("Shall the link end?"),
        [("yes", _("Yes, end it")), ("no", _("No, keep it"))],
        required_message=_("Say yes or no."),
    )
    field_order = ("answers_to", "answer", "because")


class Withdraw(Because):
    """A second person's word that two records may be of one person after all."""

    asks = Ask.WITHDRAW


class Compare(forms.Form):
    """The record to compare with."""

    changes = False
    keeps_draft = False
    reference = forms.Text(
        _("Reference of the other record"),
        hint=_("It begins with N and stands at the top of the person’s page."),
        width="20",
        required_message=_("Enter the reference of the other record."),
    )


class Look(forms.Form):
    """A button: which records come next stands beside it."""

    keeps_draft = False
    after = forms.Concealed(required=False)

    def arguments(self) -> dict[str, Any]:
        """The record after which to go on; nonsense begins at the beginning."""
        try:
            return {"after": UUID(self.cleaned_data["after"])}
        except ValueError:
            return {"after": None}


ANSWERS: dict[Ask, type[Because]] = {form.asks: form for form in (Judge, Confirm, End, ConfirmEnd, Withdraw)}
