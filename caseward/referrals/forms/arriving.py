"""Taking a referral in: typed from a call, on a filled-in form, or from the letterbox."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _

from caseward.kernel.forms.definitions import Field, FormDefinition
from caseward.referrals.commands.arriving import form_definition
from caseward.referrals.forms.questions import whole
from caseward.ui import forms
from caseward.ui.forms.bound import Bound


SIDE_BY_SIDE = 2
SHORT = 2  # lines

Units = Iterable[tuple[UUID, str]]


@dataclass(frozen=True, slots=True)
class Asked:
    """A section of the form with its questions, row by row: short ones stand side by side."""

    key: str
    title: str
    rows: tuple[tuple[Bound, ...], ...]


class WholeForm(forms.Form):
    """Every section of the national form on one page; nothing in it is required."""

    marks_optional = True

    def __init__(self, *args: Any, **rest: Any) -> None:  # noqa: ANN401  what the kit's form takes
        super().__init__(*args, **rest)
        self.definition: FormDefinition = form_definition()
        language = get_language() or settings.LANGUAGE_CODE
        self.fields.update(whole(self.definition, marks_optional=self.marks_optional, language=language))

    @property
    def first(self) -> list[Bound]:
        """What is asked besides the national form."""
        return [each for each in self.asked if each.name not in self.definition.inputs]

    @property
    def sections(self) -> list[Asked]:
        """The sections in their order."""
        return [
            Asked(
                section.key,
                said(section.title),
                tuple(_rows(self, section.fields)),
            )
            for section in self.definition.sections
        ]

    @property
    def answers(self) -> dict[str, str]:
        """The words under the names of the definition, empty ones left out."""
        given = {name: self.cleaned_data.get(name) for name in self.definition.inputs}
        return {name: str(words) for name, words in given.items() if words}


def _rows(form: forms.Form, fields: Iterable[Field]) -> Iterator[tuple[Bound, ...]]:
    """A question beside its details, two short questions side by side, everything else by itself."""
    waiting: list[Bound] = []
    for field in fields:
        main, *others = (form.question(name) for name in field.inputs)
        if waiting and (others or len(waiting) == SIDE_BY_SIDE or not _is_short(main)):
            yield tuple(waiting)
            waiting = []
        if others or not _is_short(main):
            yield (main, *others[:1])
            yield from ((each,) for each in others[1:])
        else:
            waiting.append(main)
    if waiting:
        yield tuple(waiting)


def _is_short(question: Bound) -> bool:
    return int(getattr(question.field, "rows", 1)) <= SHORT


class IntoUnit(forms.Form):
    """Where a referral is taken in; asked only of those who take in for more than one unit."""

    def __init__(self, *args: Any, units: Units, **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **rest)
        self.units = {str(key): title for key, title in units}
        if len(self.units) > 1:
            self.fields["unit"] = forms.Pick(
                _("For which unit?"), self.units.items(), required_message=_("Choose the unit.")
            )
            self.order_fields(["unit", *self.fields])

    @property
    def compartment_id(self) -> UUID:
        """The only unit's, or the one chosen."""
        return UUID(self.cleaned_data.get("unit") or next(iter(self.units)))


class TypedReferral(IntoUnit, WholeForm):
    """What a caller says, as it is said; that nothing is required is said once."""

    marks_optional = False

    received_at = forms.Moment(
        _("When did the call come?"),
        hint=_("Leave it empty if it is this call."),
        required=False,
        not_after_today=True,
    )
    received_at.says_optional = False

    def arguments(self) -> dict[str, Any]:
        """The words, when they came and where they go."""
        return {
            "compartment_id": self.compartment_id,
            "answers": self.answers,
            "received_at": self.cleaned_data["received_at"],
        }


class UploadedReferral(IntoUnit):
    """A filled-in form, in whatever it was written; what matters of it is a file, which no draft can keep."""

    keeps_draft = False

    upload = forms.Upload(
        _("The form as it came"),
        hint=_("Word (.docx), OpenDocument (.odt) or PDF"),
        accept=".docx,.odt,.pdf",
        required_message=_("Choose the form."),
    )
    received_at = forms.Moment(
        _("When did it reach the force?"),
        hint=_("The clocks run from then: the time of the e-mail, or when the letter was opened."),
        not_after_today=True,
        required_message=_("Say when the form reached the force."),
    )

    def arguments(self) -> dict[str, Any]:
        """The file, when it came and where it goes."""
        return {
            "compartment_id": self.compartment_id,
            "upload": self.cleaned_data["upload"],
            "received_at": self.cleaned_data["received_at"],
        }


class OpenSubmission(forms.Form):
    """A button."""

    keeps_draft = False
