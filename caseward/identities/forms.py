"""What custodians are asked; the references they type are shown again nowhere, and no draft keeps them."""

from typing import Any

from django import forms as django_forms
from django.utils.translation import gettext_lazy as _

from caseward.identities.vocabulary import MOST_WORDS, rule
from caseward.ui import forms
from caseward.ui.forms.bound import Bound


# The ui keeps fields of such names out of drafts, out of what outlives a session, and out of every page of errors.
SECRET = "_secret"  # noqa: S105  the ending of a name


class Unshown(Bound):
    """What was typed is not shown again."""

    @property
    def said_value(self) -> str:
        """Nothing."""
        return ""


class Typed(forms.Text):
    """The reference of a record, typed as it was given."""

    def get_bound_field(self, form: django_forms.BaseForm, field_name: str) -> Bound:
        """Django asks for it."""
        return Unshown(form, self, field_name)


class Custody(forms.Form):
    """Leaves nothing behind when it is left."""

    keeps_draft = False

    def arguments(self) -> dict[str, Any]:
        """The answers under the names of the command's parameters."""
        return {name.removesuffix(SECRET): self.cleaned_data[name] for name in self.fields}


class References(Custody):
    """The two records of one person."""

    earlier_secret = Typed(
        _("Reference of the earlier identity"), hint=_("As its unit gave it to you: N·7K3Q-9F4M"), width="20"
    )
    later_secret = Typed(
        _("Reference of the later identity"), hint=_("As its unit gave it to you"), width="20"
    )


class Ask(Custody):
    """What a link is opened for."""

    words_secret = forms.LongText(
        _("Why now, and who asked for it"),
        hint=_("The other custodian decides by these words. Name neither person, and no reference."),
        max_length=MOST_WORDS,
        rows=4,
    )

    def __init__(self, *given: Any, **named: Any) -> None:  # noqa: ANN401  what the form takes
        super().__init__(*given, **named)
        purposes = [(code, words) for code, words in rule().purposes.items()]
        self.fields = {"purpose": forms.Choice(_("What for"), purposes), **self.fields}


class Answer(Custody):
    """Approve or refuse an asking."""

    answer = forms.Choice(
        _("Do you agree to open it?"),
        [
            forms.Option("approve", _("Open it for both of us")),
            forms.Option("refuse", _("Refuse"), reveals=("words_secret",)),
        ],
    )
    words_secret = forms.LongText(
        _("Why you refuse"), hint=_("Name neither person, and no reference."), max_length=MOST_WORDS, rows=3
    )

    @property
    def approves(self) -> bool:
        """Which of the two it was."""
        return bool(self.cleaned_data["answer"] == "approve")

    def arguments(self) -> dict[str, Any]:
        """Only a refusal has words."""
        return {} if self.approves else {"words": self.cleaned_data[f"words{SECRET}"]}


class Question(Custody):
    """Why a link is wrong."""

    words_secret = forms.LongText(
        _("Why it is wrong, and how that was found"),
        hint=_("The other custodian decides by these words. Name neither person, and no reference."),
        max_length=MOST_WORDS,
        rows=4,
    )


class End(Custody):
    """Agree that a link is wrong, or have it stand."""

    answer = forms.Choice(
        _("Is this link wrong?"),
        [
            forms.Option("end", _("Yes, end it: it leads nowhere from now on")),
            forms.Option("uphold", _("No, it stands"), reveals=("words_secret",)),
        ],
    )
    words_secret = forms.LongText(
        _("Why it stands"), hint=_("Name neither person, and no reference."), max_length=MOST_WORDS, rows=3
    )

    @property
    def ends(self) -> bool:
        """Which of the two it was."""
        return bool(self.cleaned_data["answer"] == "end")

    def arguments(self) -> dict[str, Any]:
        """Only whoever disagrees says why."""
        return {} if self.ends else {"words": self.cleaned_data[f"words{SECRET}"]}


class Close(Custody):
    """One button."""
