"""What is asked of whoever books an engagement, of what became of it, and of how a clash is settled."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.engagements.vocabulary import STAYS, Answer, Became, Booked, Move, Settled, Sort
from caseward.ui import forms


class Book(forms.Form):
    """What, with whom, where, when and what for."""

    sort = forms.Choice(
        _("What is planned?"), list(Sort.choices), required_message=_("Choose what is planned.")
    )
    organisation = forms.Text(
        _("Name of the organisation"),
        width="full",
        required=False,
        hint=_(
            "As it calls itself. Leave it empty where you go to the person of the case, or to an address."
        ),
    )
    place = forms.Text(
        _("Where?"), width="full", required=False, hint=_("House number, street and postcode.")
    )
    planned_at = forms.Moment(_("When?"), required_message=_("Give the day and time."))
    purpose = forms.LongText(
        _("What is it for?"),
        hint=_("No other unit is told this."),
        rows=3,
        required_message=_("Say what it is for."),
    )

    def __init__(self, *given: Any, units: Iterable[tuple[str, str]], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.units = list(units)
        if len(self.units) > 1:
            self.fields["unit"] = forms.Pick(
                _("For which unit?"), self.units, required_message=_("Choose the unit.")
            )

    def arguments(self) -> dict[str, Any]:
        """The booking as the command takes it."""
        said = self.cleaned_data
        booked = Booked(
            organisation=said["organisation"],
            place=said["place"],
            sort=Sort(said["sort"]),
            planned_at=said["planned_at"],
            purpose=said["purpose"],
        )
        return {"unit_id": UUID(said.get("unit") or self.units[0][0]), "booked": booked}


class End(forms.Form):
    """What became of it."""

    versioned = True

    became = forms.Choice(
        _("What became of it?"), list(Became.choices), required_message=_("Choose what became of it.")
    )
    words = forms.LongText(
        _("In words"),
        hint=_("What came of it, or why it was not held or is withdrawn."),
        rows=4,
        required_message=_("Say it in words."),
    )

    def arguments(self) -> dict[str, Any]:
        """The outcome."""
        return {"became": Became(self.cleaned_data["became"]), "words": self.cleaned_data["words"]}


class Moving(forms.Form):
    """When and where, as it stands; with whom, where an organisation is visited."""

    def __init__(self, *given: Any, initial: Mapping[str, Any], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, initial=dict(initial), **rest)
        if not initial["organisation"]:
            del self.fields["organisation"]

    def move(self) -> Move:
        """To when and where; what was not asked stays, and so does a time that is left empty."""
        said = self.cleaned_data
        seen = str(said.get("seen", ""))
        return Move(
            planned_at=said["planned_at"],
            place=said["place"],
            organisation=said.get("organisation"),
            seen=int(seen) if seen.isdecimal() else None,
        )


class Shift(Moving):
    """To when and where it is moved."""

    versioned = True

    planned_at = forms.Moment(_("When?"), required_message=_("Give the day and time."))
    organisation = forms.Text(_("Name of the organisation"), width="full", required=False)
    place = forms.Text(
        _("Where?"), width="full", required=False, hint=_("House number, street and postcode.")
    )

    def arguments(self) -> dict[str, Any]:
        """The move."""
        return {"move": self.move()}


class Settle(Moving):
    """How a clash is settled."""

    versioned = True

    how = forms.Choice(
        _("How is it settled?"), list(Settled.choices), required_message=_("Choose how it is settled.")
    )
    planned_at = forms.Moment(
        _("If it is moved: to when?"), required=False, hint=_("This is when it is planned now.")
    )
    organisation = forms.Text(_("If it is moved: to which organisation?"), width="full", required=False)
    place = forms.Text(
        _("If it is moved: where to?"),
        width="full",
        required=False,
        hint=_("This is where it is planned now."),
    )
    seen = forms.Concealed(required=False)
    because = forms.LongText(
        _("With whom did you speak, and what did you agree?"),
        hint=_("The other unit learns how it is settled, and none of these words."),
        rows=3,
        required_message=_("Say with whom you spoke and what you agreed."),
    )

    def arguments(self) -> dict[str, Any]:
        """The answer."""
        said = self.cleaned_data
        how = Settled(said["how"])
        move = self.move() if how is Settled.MOVED else STAYS
        return {"answer": Answer(how=how, because=said["because"], move=move)}
