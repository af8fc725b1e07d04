"""What is asked of whoever opens a case that no referral began."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from caseward.cases.vocabulary import About
from caseward.kernel.identity import Address, Name, Person
from caseward.organisations.vocabulary import OrganisationGiven, Sector
from caseward.ui import forms


class OpenAbout(forms.Form):
    """Why a case is opened; and who is to know of it beside its owner, if it is sealed."""

    def __init__(self, *given: Any, seconds: Iterable[tuple[str, str]] = (), **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.fields["because"] = forms.LongText(
            _("Why is the case opened?"),
            hint=_("What came to notice, from whom and when. It is the first entry of the chronology."),
            rows=4,
            required_message=_("Say why the case is opened."),
        )
        able = list(seconds)
        if able:
            self.fields["named"] = forms.Many(
                _("Who is to know of it beside you?"),
                able,
                hint=_(
                    "Nobody else will learn that it exists. At least one of them can approve what you decide."
                ),
                required_message=_("Choose a supervisor of the unit."),
            )

    def about(self) -> About:
        """Whom or what it is about."""
        raise NotImplementedError

    def arguments(self) -> dict[str, Any]:
        """Whom it is about, why, and who is to know."""
        named = [UUID(one) for one in self.cleaned_data.get("named", ())]
        return {"about": self.about(), "because": self.cleaned_data["because"], "named": named}


class OpenOnRecord(OpenAbout):
    """A case about a person of whom the unit has a record."""

    def __init__(self, *given: Any, nominal_id: UUID, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.nominal_id = nominal_id

    def about(self) -> About:
        """The record."""
        return About(nominal_id=self.nominal_id)


class OpenOnPerson(OpenAbout):
    """A case about a person of whom the unit has no record yet."""

    forenames = forms.Text(_("First names"), width="half", required=False)
    surname = forms.Text(
        _("Last name"),
        width="half",
        hint=_("Or what the person is called, where no more is known."),
        required=False,
    )
    born = forms.PartialDay(
        _("Date of birth"), hint=_("As much of it as is known: the year alone will do."), required=False
    )
    street = forms.Text(_("Where the person lives now"), width="full", required=False)
    postcode = forms.Text(_("Postcode"), width="10", required=False)

    def clean_surname(self) -> str:
        """Somebody is called something."""
        surname: str = self.cleaned_data["surname"].strip()
        if not surname and not self.cleaned_data.get("forenames", "").strip():
            raise ValidationError(_now("Write the person’s name, or what they are called."))
        return surname

    def about(self) -> About:
        """A person as typed."""
        said = self.cleaned_data
        living_at = Address(street=said["street"].strip(), postcode=said["postcode"].strip())
        person = Person(
            name=Name(forenames=said["forenames"].strip(), surname=said["surname"]),
            born=said["born"] or None,
            addresses=(living_at,) if living_at.street or living_at.postcode else (),
        )
        return About(person=person)


class OpenOnOrganisation(OpenAbout):
    """A case about an organisation or institution."""

    name = forms.Text(
        _("Name of the organisation"), width="full", required_message=_("Write the name of the organisation.")
    )
    sector = forms.Choice(
        _("What is it?"), list(Sector.choices), required_message=_("Say what sort of organisation it is.")
    )
    place = forms.Text(_("Where is it?"), width="full", required=False)

    def about(self) -> About:
        """An organisation as typed."""
        said = self.cleaned_data
        given = OrganisationGiven(
            name=said["name"].strip(), sector=Sector(said["sector"]), place=said["place"].strip()
        )
        return About(organisation=given)
