"""What one person is to another: which, with whom, where it comes from, and why it is so no longer."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseward.nominals.forms.details import Sourced
from caseward.nominals.vocabulary import RelationKind
from caseward.ui import forms


Kinds = Mapping[str, RelationKind]
SOURCE = ("kind", "origin", "origin_name", "nature", "source_grade", "assessment", "since", "until")


class _Related(Sourced):
    """A kind of relation, read from the other person to this one."""

    def __init__(self, *given: Any, kinds: Kinds, name: str, **rest: Any) -> None:  # noqa: ANN401
        self.kinds, self.name = kinds, name
        super().__init__(*given, **rest)

    def _kind(self) -> forms.Pick:
        return forms.Pick(
            gettext("What are they to %(name)s?") % {"name": self.name},
            [(one.key, gettext(one.title)) for one in self.kinds.values()],
            required_message=_("Say what they are to this person."),
        )


class AddRelation(_Related):
    """Somebody else on record, and what they are to this person."""

    def _ask(self) -> None:
        self.fields["reference"] = forms.Text(
            _("Reference of the other person"),
            hint=_("It begins with N and stands at the top of their page."),
            width="20",
            required_message=_("Enter the reference of the other person."),
        )
        self.fields["kind"] = self._kind()

    def arguments(self) -> dict[str, Any]:
        """What they are, and where that comes from; who they are, the view has found."""
        return {"kind": self.cleaned_data["kind"], "provenance": self.provenance()}


class EndRelation(forms.Form):
    """That it is so no longer."""

    versioned = True
    until = forms.PartialDay(
        _("Until when was it so?"),
        hint=_("A day, a month and year, or a year; empty if nobody knows"),
        required=False,
        not_after_today=True,
    )
    because = forms.LongText(
        _("Why is it so no longer, and how do you know?"),
        rows=3,
        max_length=2000,
        required_message=_("Say why it is so no longer."),
    )

    def arguments(self) -> dict[str, Any]:
        """A day as far as it is known."""
        said = self.cleaned_data
        return {"until": said["until"] or None, "because": said["because"]}


class CorrectRelation(_Related):
    """What is right instead, or that it was never so."""

    versioned = True
    field_order = ("because", "right")

    def _ask(self) -> None:
        self.fields["because"] = forms.LongText(
            _("What was wrong, and how do you know?"),
            hint=_("What was wrong stays on record as corrected, with this reason."),
            rows=3,
            max_length=2000,
            required_message=_("Say what was wrong with it, and how you know."),
        )
        self.fields["right"] = forms.Choice(
            _("What is right?"),
            [
                forms.Option("other", _("Something else is right"), reveals=SOURCE),
                forms.Option("never", _("Nothing of the sort: it was never so")),
            ],
            required_message=_("Say what is right."),
        )
        self.fields["kind"] = self._kind()

    def arguments(self) -> dict[str, Any]:
        """What is right with where it comes from; nothing where it was never so."""
        said = self.cleaned_data
        if said["right"] == "never":
            return {"because": said["because"]}
        return {"because": said["because"], "kind": said["kind"], "provenance": self.provenance()}
