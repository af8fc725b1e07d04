"""The fields of a form's definition as questions in a browser: words are taken as given, and nothing is refused."""

from collections.abc import Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from django.utils.translation import gettext as said
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from caseward.kernel.forms.definitions import Field, FormDefinition, Kind
from caseward.ui import forms


# Longer than anything a person types on one line; what is longer belongs into the narrative.
LONGEST_LINE = 2000
ANSWERS = [("Yes", _("Yes")), ("No", _("No")), ("Not known", _("Not known"))]
NARRATIVE, SIDE_STORY = 9, 5  # lines, for what a section is about
LINES = {Kind.LONG_TEXT: 3, Kind.ADDRESSES: 3, Kind.NAMES: 2, Kind.PHONES: 2, Kind.EMAILS: 2, Kind.CODES: 2}
WIDTHS = {Kind.DATE: "20", Kind.BIRTH_DATE: "20", Kind.AGE: "10"}


class Suggested(forms.Text):
    """One line of words, with the answers that the form knows as suggestions."""

    def __init__(self, label: str, *, suggestions: tuple[str, ...], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(label, **rest)
        self.template_name = "referrals/fields/suggested.html"
        self.suggestions = suggestions


@cache
def whole(definition: FormDefinition, *, marks_optional: bool, language: str) -> Mapping[str, Any]:
    """Every input of the form with its question in a language, put together once: nobody's answers are in it."""
    narratives = {section.narrative for section in definition.sections}
    with override(language):
        found = {
            name: question
            for field in definition.fields
            for name, question in questions(field, is_narrative=field.key in narratives)
        }
    for question in found.values():
        question.says_optional &= marks_optional
    return MappingProxyType(found)


def questions(field: Field, *, is_narrative: bool = False) -> Iterator[tuple[str, Any]]:
    """The inputs of a field with their questions, in their order; a section's narrative gets more room."""
    main, *others = field.inputs
    question = _main(field)
    if is_narrative and field.kind is Kind.LONG_TEXT:
        question.rows = NARRATIVE if field.required else SIDE_STORY
    yield main, question
    for name in others:
        yield name, _basis(field) if name.endswith(".basis") else _detail()


def _main(field: Field) -> Any:  # noqa: ANN401  each kind has a question of its own
    asked: dict[str, Any] = {"hint": said(field.hint) if field.hint else "", "required": False}
    if field.kind is Kind.YES_NO:
        question: Any = forms.Choice(said(field.title), ANSWERS, inline=True, **asked)
    elif field.kind in LINES:
        question = forms.LongText(said(field.title), rows=LINES[field.kind], **asked)
    elif field.options:
        titles = tuple(said(option.title) for option in field.options)
        question = Suggested(
            said(field.title), suggestions=titles, width="full", max_length=LONGEST_LINE, **asked
        )
    else:
        width = WIDTHS.get(field.kind, "full")
        question = forms.Text(said(field.title), width=width, max_length=LONGEST_LINE, **asked)
    # What the national form asks for is only wished for; the rest says that it is optional.
    question.says_optional = not field.required
    return question


def _detail() -> forms.LongText:
    question = forms.LongText(_("Details"), rows=2, required=False)
    question.says_optional = False
    return question


def _basis(field: Field) -> forms.Choice:
    titles = [(option.title, said(option.title)) for option in field.basis]
    question = forms.Choice(_("Diagnosed or suspected?"), titles, inline=True, required=False)
    question.says_optional = False
    return question
