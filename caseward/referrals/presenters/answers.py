"""What was given beside what was read, field by field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from caseward.kernel.dates import ApproximateAge, PartialDate
from caseward.kernel.forms.definitions import Field, FormDefinition, Kind
from caseward.referrals.queries import AnswerRow, ReferralFile
from caseward.referrals.vocabulary import AnswerStatus
from caseward.ui.forms.reading import Reading, State


STATES = {
    AnswerStatus.READ: State.READ,
    AnswerStatus.NOT_GIVEN: State.NOT_GIVEN,
    AnswerStatus.NOT_READ: State.NOT_READ,
    AnswerStatus.CORRECTED: State.CORRECTED,
}


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field as read: what it is understood to say, how it came to that, and where to put it right."""

    key: str
    title: str
    value: str
    given: str
    because: str
    reading: Reading
    url: str
    is_wished: bool
    is_long: bool

    @property
    def row_id(self) -> str:
        """The id of its row."""
        return row_id(self.key)

    @property
    def state(self) -> str:
        """The state in a word or two, beside its sign."""
        return {
            State.READ: _("read"),
            State.NOT_GIVEN: _("not given"),
            State.NOT_READ: _("not read"),
            State.CORRECTED: _("corrected"),
        }[self.reading.state]

    @property
    def is_unread(self) -> bool:
        """Whether it must be settled before checking can end."""
        return self.reading.state is State.NOT_READ

    @property
    def is_missing(self) -> bool:
        """Whether nothing was given that says anything."""
        return self.reading.state is State.NOT_GIVEN


@dataclass(frozen=True, slots=True)
class SectionShown:
    """A section of the form as read."""

    key: str
    title: str
    fields: tuple[FieldShown, ...]


@dataclass(frozen=True, slots=True)
class Whole:
    """The form as read, section by section."""

    sections: tuple[SectionShown, ...]

    @property
    def fields(self) -> tuple[FieldShown, ...]:
        """Every field in its order."""
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def unread(self) -> tuple[FieldShown, ...]:
        """The fields that must be settled one by one."""
        return tuple(field for field in self.fields if field.is_unread)


def whole_of(file: ReferralFile, definition: FormDefinition) -> Whole:
    """The form as read."""
    rows = {row.field: row for row in file.answers}
    return Whole(
        tuple(
            SectionShown(
                section.key,
                _(section.title),
                tuple(
                    field_shown(file, field, rows[field.key]) for field in section.fields if field.key in rows
                ),
            )
            for section in definition.sections
        )
    )


def field_shown(file: ReferralFile, field: Field, row: AnswerRow) -> FieldShown:
    """One field as read; typed words are their own passage."""
    passages = row.passages if file.passages else ((passage_id(field.key),) if row.as_given else ())
    return FieldShown(
        key=field.key,
        title=_(field.title),
        value=said(field, row.value),
        given=row.as_given,
        because=_(row.because) if row.because else "",
        reading=Reading(STATES[AnswerStatus(row.status)], next(iter(passages), "")),
        url=address_of(file.heading.id, field.key),
        is_wished=field.required,
        is_long=field.kind is Kind.LONG_TEXT and bool(row.value),
    )


def address_of(referral_id: UUID, key: str) -> str:
    """Where a field is put right."""
    return reverse("referrals:correct", args=[referral_id, key])


def passage_id(key: str) -> str:
    """The id of typed words."""
    return f"given-{key.replace('.', '-')}"


def row_id(key: str) -> str:
    """The id of a field's row on the page."""
    return f"row-{key.replace('.', '-')}"


def said(field: Field, value: Any) -> str:  # noqa: ANN401  whatever JSON holds
    """The value in an officer's words; "" for none."""
    return "" if value is None else SAID.get(field.kind, _text)(field, value)


def typed(field: Field, value: Any) -> Mapping[str, str]:  # noqa: ANN401
    """The value as somebody would type it into the inputs of the field."""
    if value is None:
        return {}
    if field.kind is Kind.YES_NO:
        basis = {option.code: option.title for option in field.basis}.get(value.get("basis") or "", "")
        parts = {"": value["answer"].title(), ".detail": value["detail"], ".basis": basis}
        return {f"{field.key}{ending}": words for ending, words in parts.items() if words}
    if field.kind is Kind.AGE:
        return {field.key: _ages(value)}
    return {field.key: said(field, value)}


def _text(_field: Field, value: Any) -> str:  # noqa: ANN401
    return str(value)


def _date(_field: Field, value: str) -> str:
    return PartialDate.from_iso(value).words


def _ages(value: Mapping[str, Any]) -> str:
    youngest, oldest = value["youngest"], value["oldest"]
    return str(youngest) if youngest == oldest else f"{youngest} to {oldest}"


def _age(_field: Field, value: Mapping[str, Any]) -> str:
    return ApproximateAge(value["youngest"], value["oldest"], date.fromisoformat(value["as_at"])).words


def _yes_no(field: Field, value: Mapping[str, Any]) -> str:
    basis = {option.code: _(option.title) for option in field.basis}.get(value.get("basis") or "", "")
    answer = _("Yes") if value["answer"] == "YES" else _("No")
    head = f"{answer} ({basis.lower()})" if basis else answer
    return f"{head}: {value['detail']}" if value["detail"] else head


def _option(field: Field, code: str) -> str:
    return {option.code: _(option.title) for option in field.options}.get(code, code)


def _options(field: Field, codes: list[str]) -> str:
    return ", ".join(_option(field, code) for code in codes)


def _names(_field: Field, value: list[str]) -> str:
    return "\n".join(value)


def _addresses(_field: Field, value: list[Mapping[str, Any]]) -> str:
    marks = {True: " (current)", False: " (previous)", None: ""}
    return "\n".join(f"{one['text']}{marks[one.get('current')]}" for one in value)


def _noted(name: str) -> Callable[[Field, list[Mapping[str, str]]], str]:
    def say(_field: Field, value: list[Mapping[str, str]]) -> str:
        return "\n".join(one[name] + (f" ({one['note']})" if one["note"] else "") for one in value)

    return say


SAID: Mapping[Kind, Callable[[Field, Any], str]] = {
    Kind.DATE: _date,
    Kind.BIRTH_DATE: _date,
    Kind.AGE: _age,
    Kind.YES_NO: _yes_no,
    Kind.CODE: _option,
    Kind.CODES: _options,
    Kind.NAMES: _names,
    Kind.ADDRESSES: _addresses,
    Kind.PHONES: _noted("number"),
    Kind.EMAILS: _noted("address"),
}
