"""The words as they were given: the passages of a document, or what was typed under each question."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caseward.kernel.forms.definitions import FormDefinition
from caseward.kernel.forms.documents import BlockKind
from caseward.referrals.presenters.answers import passage_id
from caseward.referrals.queries import ReferralFile
from caseward.referrals.vocabulary import Channel
from caseward.ui.components import Given, Piece


def given_of(file: ReferralFile, definition: FormDefinition) -> Given:
    """The text on the left, never altered; with the original file where there is one."""
    pieces = _of_document(file.passages) if file.passages else _of_typed(file, definition)
    has_file = file.original_file_id is not None
    return Given(
        title=_("As given"),
        source=file.title_as_given or str(Channel(file.heading.channel).label),
        pieces=tuple(pieces),
        file_url=reverse("referrals:original", args=[file.heading.id]) if has_file else "",
        file_name=_("Save the form as it came"),
    )


def _of_document(passages: tuple[dict[str, Any], ...]) -> Iterator[Piece]:
    for number, passage in enumerate(passages):
        is_heading = passage["kind"] == BlockKind.HEADING
        if number:
            yield Piece("\n\n" if is_heading else "\n")
        yield Piece(" | ".join(cell.strip() for cell in passage["cells"] if cell.strip()), passage["id"])


def _of_typed(file: ReferralFile, definition: FormDefinition) -> Iterator[Piece]:
    words = {row.field: row.as_given for row in file.answers if row.as_given}
    for section in definition.sections:
        given = [field for field in section.fields if field.key in words]
        if given:
            yield Piece(f"{_(section.title).upper()}\n")
        for field in given:
            yield Piece(f"{_(field.title)}: ")
            yield Piece(words[field.key], passage_id(field.key))
            yield Piece("\n")
        if given:
            yield Piece("\n")
