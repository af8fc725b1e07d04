"""What is asked of whoever asks, and of the officer who answers."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from caseward.cases.forms import OpenOnPerson
from caseward.enquiries.vocabulary import AgeBand, Asked, Asker, Basis, Ended, Given, How, Reach
from caseward.kernel.advice import AdviceProduct
from caseward.ui import forms


LONGEST = 4000
NO_NAMES = _("Write “the pupil” or “my child”. No names, user names, numbers, addresses or dates of birth.")


class Ask(forms.Form):
    """An enquiry that names nobody. It keeps no draft, so that a name that was typed is kept nowhere."""

    keeps_draft = False

    asker = forms.Choice(_("Who are you?"), list(Asker.choices), required_message=_("Say who you are."))
    age_band = forms.Choice(
        _("How old is the young person?"),
        list(AgeBand.choices),
        required_message=_("Choose an age band, or that it is not known."),
    )
    concern = forms.LongText(
        _("What have you seen or heard?"),
        hint=NO_NAMES,
        rows=7,
        max_length=LONGEST,
        required_message=_("Write what you have seen or heard, without a name."),
    )
    wants = forms.LongText(
        _("What would you like to know from us?"), rows=3, max_length=LONGEST, required=False
    )
    name = forms.Text(
        _("Your own name"),
        hint=_(
            "These three are kept apart from what you ask, for our reply alone, and erased when it is done."
        ),
        required=False,
    )
    organisation = forms.Text(_("Your school or organisation"), required=False)
    contact = forms.Text(_("Your telephone number or e-mail address"), required=False)
    consents = forms.Tick(_("You may keep this to reply to me, and for nothing else"), required=False)

    def __init__(self, *given: Any, units: Iterable[tuple[str, str, UUID]], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.units = {key: (title, place) for key, title, place in units}
        if len(self.units) > 1:
            self.fields["unit"] = forms.Choice(
                _("Which unit?"),
                [(key, title) for key, (title, _place) in self.units.items()],
                required_message=_("Choose the unit."),
            )

    def arguments(self) -> dict[str, Any]:
        """What is asked, how to reply, and where it goes."""
        said = self.cleaned_data
        chosen = said.get("unit") or next(iter(self.units))
        return {
            "compartment_id": self.units[chosen][1],
            "asked": Asked(
                asker=Asker(said["asker"]),
                age_band=AgeBand(said["age_band"]),
                concern=said["concern"],
                wants=said["wants"],
            ),
            "reach": Reach(
                name=said["name"],
                organisation=said["organisation"],
                contact=said["contact"],
                consents=said["consents"],
            ),
        }


class TakeOn(forms.Form):
    """A button."""

    versioned = True
    keeps_draft = False

    def arguments(self) -> dict[str, Any]:
        """Nothing but that it was pressed."""
        return {}


class Answer(forms.Form):
    """Which advice was given, and how."""

    versioned = True
    keeps_draft = False

    words = forms.LongText(
        _("What was said beside it"),
        hint=_("Without names. Leave it empty where the advice was given as it stands."),
        rows=5,
        max_length=LONGEST,
        required=False,
    )
    how = forms.Choice(_("How was it told?"), list(How.choices), required_message=_("Say how it was told."))

    def __init__(self, *given: Any, products: Iterable[AdviceProduct], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.products = {f"{one.key}/{one.version}": one for one in products}
        self.fields["product"] = forms.Choice(
            _("Which advice was given?"),
            [forms.Option(key, one.named, hint=one.audience) for key, one in self.products.items()],
            required_message=_("Choose the advice that was given."),
        )
        self.order_fields(["product", *self.fields])

    def arguments(self) -> dict[str, Any]:
        """The edition, the words and the way."""
        said = self.cleaned_data
        chosen = self.products[said["product"]]
        given = Given(product=chosen.key, edition=chosen.version, words=said["words"], how=How(said["how"]))
        return {"given": given}


class Close(forms.Form):
    """How and why it ended."""

    versioned = True
    keeps_draft = False

    how = forms.Choice(_("How did it end?"), list(Ended.choices), required_message=_("Say how it ended."))
    because = forms.LongText(
        _("Why?"),
        hint=_("Without names."),
        rows=3,
        max_length=LONGEST,
        required_message=_("Say why in words."),
    )

    def arguments(self) -> dict[str, Any]:
        """How and why."""
        return {"how": Ended(self.cleaned_data["how"]), "because": self.cleaned_data["because"]}


class OpenAfter(OpenOnPerson):
    """Who it is, on which basis the unit was told, and why a case is opened."""

    versioned = True
    keeps_draft = False

    basis = forms.Choice(
        _("What allows us to know who it is?"),
        list(Basis.choices),
        required_message=_("Name the consent or the lawful basis."),
    )
    basis_said = forms.LongText(
        _("Who agreed, when and how; or why it is necessary"),
        hint=_("Without names: “the mother, by telephone on Monday”. It is kept with the enquiry."),
        rows=3,
        max_length=LONGEST,
        required_message=_("Say who agreed, or why it is necessary."),
    )

    def __init__(self, *given: Any, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self.order_fields(["basis", "basis_said", *self.fields])

    def arguments(self) -> dict[str, Any]:
        """Whom it is about, why, and on which basis."""
        said = self.cleaned_data
        return {
            "about": self.about(),
            "because": said["because"],
            "basis": Basis(said["basis"]),
            "basis_said": said["basis_said"],
        }
