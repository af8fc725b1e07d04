"""What is asked of whoever says who may know."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.compartments.vocabulary import READERS, Audience, Extent, Keeping, Reach, Verdict
from caseward.ui import forms


REASON_IS_SHOWN = _(
    "Shown to everybody who may know of these records. Write nothing here that says who they are about."
)


TWO_NEEDED = _("Two who can give the case back are needed.")

# How a case is kept without somebody: what a decision on a conflict may say too.
WITHOUT = [
    (Keeping.WITHOUT.value, _("With the unit, without them")),
    (Keeping.NAMED.value, Keeping.NAMED.label),
]


class Grant(forms.Form):
    """Access for a named officer."""

    name = forms.Text(
        _("Who is to have access?"),
        hint=_("The user name, or the name in full"),
        width="20",
        required_message=_("Enter the user name, or the name in full."),
    )
    extent = forms.Choice(_("What for?"), Extent.choices, required_message=_("Say how far the access goes."))
    because = forms.Text(_("Why?"), hint=REASON_IS_SHOWN, width="full", required_message=_("Say why."))
    ends_on = forms.Day(
        _("Ends on"),
        hint=_("Within twelve months; access ends at midnight when this day begins"),
        required_message=_("Enter the day on which the access ends."),
    )

    def arguments(self) -> dict[str, Any]:
        """The extent as a value."""
        return {**super().arguments(), "extent": Extent(self.cleaned_data["extent"])}


class Renew(forms.Form):
    """Another end."""

    versioned = True
    ends_on = forms.Day(_("Ends on"), hint=_("Within twelve months"))


class Because(forms.Form):
    """A reason, for something that somebody will ask about later."""

    versioned = True
    because = forms.Text(_("Reason"), width="full", required_message=_("Say why."))


class Declare(forms.Form):
    """A conflict of interest of one's own."""

    because = forms.Text(
        _("What is the conflict?"),
        hint=_("Say what your supervisor needs to know, in a few words."),
        width="full",
        required_message=_("Say what the conflict of interest is."),
    )


class Exclude(forms.Form):
    """Somebody to be shut out."""

    because = forms.Text(_("Why?"), width="full", required_message=_("Say why."))
    ends_on = forms.Day(
        _("Ends on"), hint=_("Leave it empty if no end is known. Another person can lift it at any time."),
        required=False, not_before_today=True,
    )  # fmt: skip

    def __init__(self, *given: Any, people: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        known = list(people)
        self.fields["user_id"] = forms.Pick(
            _("Who is to be shut out?"), [("", ""), *known], required_message=_("Choose somebody.")
        )
        self.fields["keeping"] = forms.Choice(
            _("How is the case kept?"), WITHOUT, required_message=_("Say how the case is kept.")
        )
        self.fields["people"] = forms.Many(
            _("If for named people: who, beside its owner and you?"), known, hint=TWO_NEEDED, required=False
        )
        self.order_fields(["user_id", "because", "keeping", "people", "ends_on"])

    def arguments(self) -> dict[str, Any]:
        """The people by id; none are named where the unit keeps the case."""
        said = super().arguments()
        named = said.pop("keeping") == Keeping.NAMED
        people = [UUID(one) for one in said.pop("people") if one != said["user_id"]]
        return {**said, "user_id": UUID(said["user_id"]), "people": people if named else None}


class DecideConflict(forms.Form):
    """How a case is kept after somebody declared a conflict of interest."""

    versioned = True
    decision = forms.Choice(
        _("How is the case to be kept?"), Keeping.choices, required_message=_("Say how the case is kept.")
    )
    because = forms.Text(_("Why?"), width="full", required_message=_("Say why."))

    def __init__(self, *given: Any, people: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["people"] = forms.Many(
            _("If for named people: who, beside its owner and you?"),
            list(people),
            hint=TWO_NEEDED,
            required=False,
        )
        self.order_fields(["decision", "people", "because"])

    def arguments(self) -> dict[str, Any]:
        """The decision as a value, the people by id."""
        said = super().arguments()
        people = [UUID(one) for one in said["people"]]
        return {**said, "decision": Keeping(said["decision"]), "people": people}


class Restrict(forms.Form):
    """A compartment of its own: who is in it, and what others may learn."""

    reach = forms.Choice(
        _("What may others learn?"), Reach.choices, required_message=_("Say what others may learn.")
    )
    because = forms.Text(_("Why?"), width="full", required_message=_("Say why."))

    def __init__(self, *given: Any, people: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["people"] = forms.Many(
            _("Who is to know of the case, beside its owner and you?"),
            list(people),
            hint=_(
                "Leave out whoever has a conflict of interest. Two who can give the case back are needed."
            ),
            required=False,
        )
        self.order_fields(["people", "reach", "because"])

    @property
    def seals(self) -> bool:
        """Whether a second person is needed."""
        return bool(self.cleaned_data["reach"] == Reach.SILENT)

    def arguments(self) -> dict[str, Any]:
        """The people by id; what others may learn says which command it is."""
        said = self.cleaned_data
        return {"people": [UUID(one) for one in said["people"]], "because": said["because"]}


class Return(forms.Form):
    """A reason to give a case back."""

    because = forms.Text(_("Why?"), width="full", required_message=_("Say why."))


class TurnKey(forms.Form):
    """A second person's answer."""

    versioned = True
    agrees = forms.Choice(
        _("Do you agree?"),
        [("yes", _("Yes: do it now")), ("no", _("No"))],
        required_message=_("Say yes or no."),
    )
    because = forms.Text(_("If not, why?"), width="full", required=False)

    def arguments(self) -> dict[str, Any]:
        """A yes needs no words."""
        said = super().arguments()
        agrees = said.pop("agrees") == "yes"
        return {name: value for name, value in said.items() if not agrees or name != "because"}


class Emergency(forms.Form):
    """One case, by its exact reference."""

    keeps_draft = False
    reference = forms.Text(
        _("Reference of the case"),
        hint=_("The whole reference, such as C·7K3Q-9F4M"),
        width="20",
        required_message=_("Enter the whole reference."),
    )
    because = forms.Text(
        _("What is the emergency?"), width="full", required_message=_("Say what the emergency is.")
    )


class Review(forms.Form):
    """A second person's view of an emergency."""

    versioned = True
    verdict = forms.Choice(
        _("Was it justified to open the case?"),
        Verdict.choices,
        required_message=_("Say whether it was justified."),
    )
    review = forms.Text(_("Why?"), width="full", required_message=_("Say why."))

    def arguments(self) -> dict[str, Any]:
        """The verdict as a value."""
        return {**super().arguments(), "verdict": Verdict(self.cleaned_data["verdict"])}


class Share(forms.Form):
    """Parts of a case for somebody outside the police."""

    name = forms.Text(
        _("Who is to read parts of this case?"),
        hint=_("The user name, or the name in full"),
        width="20",
        required_message=_("Enter the user name, or the name in full."),
    )
    audience = forms.Choice(_("As whom?"), READERS, required_message=_("Say as whom they read it."))
    because = forms.Text(_("Why?"), width="full", required_message=_("Say why."))
    ends_on = forms.Day(
        _("Ends on"),
        hint=_("Within twelve months; it ends at midnight when this day begins"),
        required_message=_("Enter the day on which it ends."),
    )

    def arguments(self) -> dict[str, Any]:
        """The audience as a value."""
        return {**super().arguments(), "audience": Audience(self.cleaned_data["audience"])}


class Mark(forms.Form):
    """For whom one part is."""

    audience = forms.Choice(_("For whom is it?"), Audience.choices, required_message=_("Say for whom it is."))
    because = forms.Text(_("Why?"), width="full", required_message=_("Say why."))

    def arguments(self) -> dict[str, Any]:
        """The audience as a value."""
        return {**super().arguments(), "audience": Audience(self.cleaned_data["audience"])}


class LookUpMarker(forms.Form):
    """A person about whom a unit may want to be called."""

    keeps_draft = False
    name = forms.Text(_("Name"), width="full", required_message=_("Enter the name."))
    born = forms.Text(
        _("Date of birth"), hint=_("For example: 2 May 1988. Leave it empty if you give the postcode."),
        width="20", required=False,
    )  # fmt: skip
    home = forms.Text(_("Postcode"), width="10", required=False)
    words = forms.Text(
        _("What happened?"), width="full", required_message=_("Say in a sentence why you ask.")
    )

    def __init__(self, *given: Any, reasons: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["reason"] = forms.Choice(
            _("Why do you ask?"), list(reasons), required_message=_("Say why you ask.")
        )
        self.order_fields(["name", "born", "home", "reason", "words"])
