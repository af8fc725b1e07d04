"""A detail of a person: what it says, where it comes from, how sure it is, and since when it is so."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from caseward.chronology.vocabulary import Nature
from caseward.kernel.identifiers import Kind, read_identifier
from caseward.kernel.identity import Address, Name
from caseward.kernel.reading import Unreadable
from caseward.nominals.vocabulary import NAMED_ORIGINS, NameKind, Origin, Provenance, Sort, Value
from caseward.ui import forms


Grades = Mapping[str, Mapping[str, str]]

NUMBERS = {
    Kind.PHONE: _("Telephone"),
    Kind.EMAIL: _("E-mail"),
    Kind.PNC: _("PNC"),
    Kind.CRO: _("CRO"),
    Kind.NHS: _("NHS number"),
    Kind.NINO: _("National Insurance number"),
    Kind.IMEI: _("IMEI"),
}
ASKS: dict[Sort, tuple[str, ...]] = {
    Sort.NAME: ("forenames", "surname", "name_kind"),
    Sort.BIRTH: ("born",),
    Sort.ADDRESS: ("street", "postcode", "is_current"),
    Sort.NUMBER: ("number_kind", "number"),
}
HALF_A_GRADE = _("A grade has two parts. Give both, or leave both as not graded.")
OFFERED = [one for one in Origin if one is not Origin.TAKEN_OVER]


def asked(sort: Sort) -> dict[str, Any]:
    """The questions after what a detail of this sort says."""
    every: dict[Sort, dict[str, Any]] = {
        Sort.NAME: {
            "forenames": forms.Text(_("Forenames"), width="half", required=False),
            "surname": forms.Text(_("Surname"), width="half", required=False),
            "name_kind": forms.Choice(
                _("What is this name to them?"),
                [(one.value, one.label) for one in (NameKind.ALIAS, NameKind.PREVIOUS)],
                inline=True,
                required=False,
            ),
        },
        Sort.BIRTH: {
            "born": forms.PartialDay(
                _("Born"),
                hint=_("A day, a month and year, or a year"),
                not_after_today=True,
                required_message=_("Say when they were born, as far as it is known."),
            )
        },
        Sort.ADDRESS: {
            "street": forms.Text(
                _("Address"), width="full", required_message=_("Give the address without the postcode.")
            ),
            "postcode": forms.Text(_("Postcode"), width="10", required=False),
            "is_current": forms.Tick(_("They live here now"), required=False),
        },
        Sort.NUMBER: {
            "number_kind": forms.Pick(
                _("Which sort of number?"),
                [(kind.value, words) for kind, words in NUMBERS.items()],
                required_message=_("Say which sort of number it is."),
            ),
            "number": forms.Text(
                _("Number or address"), width="half", required_message=_("Give the number.")
            ),
        },
    }
    return every[sort]


class Sourced(forms.Form):
    """Where a detail comes from and how sure it is."""

    def __init__(self, *given: Any, grades: Grades, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*given, **rest)
        self._ask()
        self.fields |= {
            "origin": forms.Pick(
                _("Who or what says so?"),
                [(one.value, one.label) for one in OFFERED],
                required_message=_("Say who or what says so."),
            ),
            "origin_name": forms.Text(
                _("Which one exactly?"),
                hint=_("A name, a role or a reference by which others can find it"),
                width="full",
                required=False,
            ),
            "nature": forms.Choice(
                _("Is it fact or opinion?"),
                Nature.choices,
                inline=True,
                required_message=_("Say whether it is fact or opinion."),
            ),
            "source_grade": grade(_("How reliable is the source, for this?"), grades["source_evaluation"]),
            "assessment": grade(_("How is it known?"), grades["intelligence_assessment"]),
            "since": _day(_("Since when is it so?")),
            "until": _day(_("Until when was it so?")),
        }

    def _ask(self) -> None:
        """Add the questions after what the detail says."""

    def clean(self) -> dict[str, Any]:
        """A source that stands for many is named; a grade has both of its parts."""
        said = self.cleaned_data
        if said.get("origin") in NAMED_ORIGINS and not said.get("origin_name"):
            self.add_error("origin_name", gettext("Say which one, so that others can find it."))
        if bool(said.get("source_grade")) != bool(said.get("assessment")):
            self.add_error("assessment", HALF_A_GRADE)
        return said

    def provenance(self) -> Provenance:
        """Where it comes from, as it is kept."""
        said = self.cleaned_data
        return Provenance(
            origin=Origin(said["origin"]),
            origin_name=said["origin_name"],
            grade=said["source_grade"] + said["assessment"],
            nature=Nature(said["nature"]),
            since=said["since"] or None,
            until=said["until"] or None,
        )

    def value(self, sort: Sort) -> Value:
        """What the detail says."""
        said = self.cleaned_data
        if sort is Sort.NAME:
            return Name(said["forenames"], said["surname"])
        if sort is Sort.ADDRESS:
            return Address(said["street"], said["postcode"].upper())
        born_or_number: Value = said["born"] if sort is Sort.BIRTH else said["number"]
        return born_or_number

    def check(self, sort: Sort) -> None:
        """A name has one of its parts; a number is one of its sort."""
        said = self.cleaned_data
        if sort is Sort.NAME and not (said.get("forenames") or said.get("surname")):
            self.add_error("forenames", gettext("Give a forename, a surname or both."))
        if sort is Sort.NUMBER and said.get("number") and said.get("number_kind") and self.today:
            read = read_identifier(said["number"], kind=Kind(said["number_kind"]), today=self.today)
            if isinstance(read, Unreadable):
                self.add_error("number", ValidationError(gettext(read.reason).format(**read.values)))
            else:
                said["number"] = read


class AddDetail(Sourced):
    """Something more that is known of a person."""

    def _ask(self) -> None:
        options = [forms.Option(sort.value, sort.label, reveals=ASKS[sort]) for sort in Sort]
        self.fields["kind"] = forms.Choice(
            _("What is it?"), options, required_message=_("Say what you want to add.")
        )
        for sort in Sort:
            self.fields |= asked(sort)

    def clean(self) -> dict[str, Any]:
        """Only what belongs to the sort is looked at."""
        said = super().clean()
        if said.get("kind"):
            self.check(Sort(said["kind"]))
        return said

    def arguments(self) -> dict[str, Any]:
        """The detail as it is to be added."""
        said = self.cleaned_data
        sort = Sort(said["kind"])
        return {
            "value": self.value(sort),
            "provenance": self.provenance(),
            "name_kind": NameKind(said.get("name_kind") or NameKind.ALIAS),
            "is_current": sort is Sort.ADDRESS and bool(said["is_current"]),
        }


class CorrectDetail(Sourced):
    """What is right instead of a detail that was found wrong."""

    versioned = True

    def __init__(self, *given: Any, sort: Sort, **rest: Any) -> None:  # noqa: ANN401
        self.sort = sort
        super().__init__(*given, **rest)
        self.fields["because"] = forms.LongText(
            _("What was wrong, and how do you know?"),
            hint=_("Everybody who relied on it is told that it was corrected; the reason stands here."),
            rows=3,
            required_message=_("Say what was wrong with it, and how you know."),
        )

    def _ask(self) -> None:
        self.fields |= asked(self.sort)
        for name in ("name_kind", "is_current"):
            self.fields.pop(name, None)

    def clean(self) -> dict[str, Any]:
        """A number of its sort."""
        said = super().clean()
        self.check(self.sort)
        return said

    def arguments(self) -> dict[str, Any]:
        """What is right, where that comes from, and why."""
        return {
            "value": self.value(self.sort),
            "provenance": self.provenance(),
            "because": self.cleaned_data["because"],
        }


class EndDetail(forms.Form):
    """Until when a detail was so."""

    versioned = True
    until = forms.PartialDay(
        _("Until when was it so?"),
        hint=_("A day, a month and year, or a year. It stays on record, and finds the person."),
        not_after_today=True,
        required_message=_("Say until when it was so, as far as it is known."),
    )


def grade(label: Any, words: Mapping[str, str]) -> forms.Pick:  # noqa: ANN401
    """One part of a grade, or none of it."""
    options = [
        forms.Option("", _("Not graded")),
        *(forms.Option(key, f"{key}: {gettext(said)}") for key, said in words.items()),
    ]
    return forms.Pick(label, options, required=False)


def _day(label: Any) -> forms.PartialDay:  # noqa: ANN401
    return forms.PartialDay(
        label, hint=_("As far as it is known, or empty"), required=False, not_after_today=True
    )
