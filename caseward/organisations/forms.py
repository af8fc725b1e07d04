"""What an administrator says of forces, units and partners."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.organisations.vocabulary import ContactGiven, Sector, UnitKind
from caseward.ui import forms


Choices = Sequence[tuple[str, str]]


class FoundForce(forms.Form):
    """A new force."""

    name = forms.Text(_("Name"), width="half", required_message=_("Enter the name of the force."))


class FoundUnit(forms.Form):
    """A new unit."""

    name = forms.Text(_("Name"), width="half", required_message=_("Enter the name of the unit."))
    kind = forms.Pick(_("What it is there for"), choices=[("", ""), *UnitKind.choices])
    force_id = forms.Pick(_("Force"), choices=[])
    shares_referrals_with = forms.Pick(_("Takes in referrals for"), choices=[])
    contact = forms.Text(
        _("Whom outsiders may ask"),
        hint=_("Shown to an officer of another unit whose search finds somebody that this unit knows"),
        required=False,
        width="half",
    )

    def __init__(self, *args: Any, forces: Choices, units: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        whole_region = ("", _("The whole region"))
        self.fields["force_id"] = forms.Pick(_("Force"), choices=[whole_region, *forces], required=False)
        self.fields["shares_referrals_with"] = forms.Pick(
            _("Takes in referrals for"),
            choices=[("", _("Nobody: this is no intake unit, or works for itself")), *units],
            required=False,
        )

    def arguments(self) -> dict[str, Any]:
        """Ids instead of words."""
        given = super().arguments()
        ids = {
            name: UUID(given[name]) if given[name] else None for name in ("force_id", "shares_referrals_with")
        }
        return given | ids | {"kind": UnitKind(given["kind"])}


class RegisterPartner(forms.Form):
    """A new partner."""

    name = forms.Text(
        _("Organisation"), width="half", required_message=_("Enter the name of the organisation.")
    )
    sector = forms.Pick(_("Sector"), choices=[("", ""), *Sector.choices])
    force_id = forms.Pick(_("Force"), choices=[])
    post = forms.Text(
        _("Post of the contact"), hint=_("Like “designated safeguarding lead”"), width="half",
        required_message=_("Enter the post."),
    )  # fmt: skip
    contact_name = forms.Text(_("Name of the contact"), required=False, width="half")
    email = forms.Email(_("Work e-mail address"), required=False, width="half")
    phone = forms.Phone(_("Work telephone"), required=False, width="20")

    def __init__(self, *args: Any, forces: Choices, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        whole_region = ("", _("The whole region"))
        self.fields["force_id"] = forms.Pick(_("Force"), choices=[whole_region, *forces], required=False)

    def arguments(self) -> dict[str, Any]:
        """The contact as one."""
        given = super().arguments()
        contact = ContactGiven(
            post=given["post"], name=given["contact_name"], email=given["email"], phone=given["phone"]
        )
        force_id = UUID(given["force_id"]) if given["force_id"] else None
        return {
            "name": given["name"],
            "sector": Sector(given["sector"]),
            "contact": contact,
            "force_id": force_id,
        }
