"""The words as they were given: the passages of a document, or what was typed under each question."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from caseward.kernel.forms.definitions import FormDefinition
from caseward.kernel.forms.documents import BlockKind
from caseward.referrals.presenters.answers import passage_id
from caseward.referrals.queries import ReferralFile
from caseward.referrals.vocabulary import Channel


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, or words under the label that stood before them; an id where a field came from it."""

    words: str
    id: str = ""
    label: str = ""
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Given:
    """The text on the left, never altered, and the address of the original where there is one."""

    source: str
    passages: tuple[Passage, ...]
    file_url: str


def given_of(file: ReferralFile, definition: FormDefinition) -> Given:
    """The passages of the document, or what was typed under each question."""
    has_file = file.original_file_id is not None
    return Given(
        source=file.title_as_given or str(Channel(file.heading.channel).label),
        passages=tuple(_of_document(file.passages) if file.passages else _of_typed(file, definition)),
        file_url=reverse("referrals:original", args=[file.heading.id]) if has_file else "",
    )


def _of_document(passages: tuple[dict[str, Any], ...]) -> Iterator[Passage]:
    for passage in passages:
        cells = [cell.strip() for cell in passage["cells"] if cell.strip()]
        label = cells[0] if len(cells) == 2 else ""
        words = cells[1] if label else " | ".join(cells)
        yield Passage(words, passage["id"], label, is_heading=passage["kind"] == BlockKind.HEADING)


def _of_typed(file: ReferralFile, definition: FormDefinition) -> Iterator[Passage]:
    words = {row.field: row.as_given for row in file.answers if row.as_given}
    for section in definition.sections:
        given = [field for field in section.fields if field.key in words]
        if given:
            yield Passage(_(section.title), is_heading=True)
        for field in given:
            yield Passage(words[field.key], passage_id(field.key), _(field.title))
