"""The form's definition, and documents of blocks made by hand for tests of the kernel."""

import tomllib
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from caseward.kernel.forms import reading
from caseward.kernel.forms.definitions import FormDefinition
from caseward.kernel.forms.documents import Block, BlockKind, Document, DocumentKind
from tests.samples import people


TODAY = date(2026, 11, 21)
DEFINITION = Path(__file__).parents[2] / "caseward/definitions/forms/prevent-referral-2026-11.toml"


@lru_cache
def definition() -> FormDefinition:
    return FormDefinition.from_table(tomllib.loads(DEFINITION.read_text(encoding="utf-8")))


def paragraph(text: str) -> tuple[BlockKind, tuple[str, ...], str]:
    return BlockKind.PARAGRAPH, (text,), "body"


def heading(text: str) -> tuple[BlockKind, tuple[str, ...], str]:
    return BlockKind.HEADING, (text,), "body"


def row(*cells: str, table: str = "t1") -> tuple[BlockKind, tuple[str, ...], str]:
    return BlockKind.ROW, cells, table


def field(*cells: str) -> tuple[BlockKind, tuple[str, ...], str]:
    return BlockKind.FIELD, cells, "page"


def document(*passages: tuple[BlockKind, tuple[str, ...], str]) -> Document:
    blocks = (
        Block(kind, cells, f"passage {n}", f"b{n}", group)
        for n, (kind, cells, group) in enumerate(passages, 1)
    )
    return Document(DocumentKind.WORD, tuple(blocks))


def read(*passages: tuple[BlockKind, tuple[str, ...], str]) -> reading.FormReading:
    return reading.read_form(document(*passages), definition(), today=TODAY)


def table_form(answers: Mapping[str, str]) -> Document:
    """The whole form as tables, a heading row in each, as most organisations send it."""
    rows = []
    for number, (title, labels) in enumerate(people.FORM):
        rows.append(row(title, table=f"t{number}"))
        rows.extend(row(label, answers.get(key, ""), table=f"t{number}") for label, key in labels)
    return document(*rows)
