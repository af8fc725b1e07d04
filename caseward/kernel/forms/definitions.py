"""What a form asks: its sections and fields, and the words by which each may be met on paper or screen."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseward.kernel.forms import labels, tables


class Kind(StrEnum):
    """What sort of answer a field takes; each has one reader in `kernel.forms.answers`."""

    TEXT = "text"
    LONG_TEXT = "long-text"
    DATE = "date"
    BIRTH_DATE = "birth-date"
    AGE = "age"
    YES_NO = "yes-no"
    CODE = "code"
    CODES = "codes"
    ADDRESSES = "addresses"
    PHONES = "phones"
    EMAILS = "emails"
    NAMES = "names"


#: Kinds whose answer may run over several passages of a document.
RUNNING = frozenset({Kind.LONG_TEXT, Kind.ADDRESSES, Kind.PHONES, Kind.EMAILS, Kind.NAMES, Kind.CODES})


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a code list: its code, its title, and in plain words everything that means it."""

    code: str
    title: str
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Field:
    """One question: `key` is "section.name", the only name by which an answer is stored."""

    key: str
    section: str
    title: str
    hint: str
    kind: Kind
    required: bool
    labels: tuple[str, ...]
    detail_labels: tuple[str, ...]
    placeholders: tuple[str, ...]
    options: tuple[Option, ...]
    basis: tuple[Option, ...]
    basis_labels: tuple[str, ...]
    as_at: str

    @property
    def inputs(self) -> tuple[str, ...]:
        """The keys under which a typed form sends this answer: its own, with ".detail" and ".basis" if it has them."""
        detail = (f"{self.key}.detail",) if self.detail_labels else ()
        return (self.key, *detail, *((f"{self.key}.basis",) if self.basis else ()))


@dataclass(frozen=True, slots=True)
class Section:
    """Fields under one heading; `narrative` takes what stands under the heading without a label."""

    key: str
    title: str
    headings: tuple[str, ...]
    narrative: str
    prompts: tuple[str, ...]
    fields: tuple[Field, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """In plain words (`labels.plain`): what is printed on the form, and what people write for nothing, yes or now."""

    placeholders: tuple[str, ...]
    printed: tuple[str, ...]
    hints: tuple[str, ...]
    not_known: tuple[str, ...]
    not_applicable: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    current: tuple[str, ...]
    previous: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormDefinition:
    """A published version of a form, for every channel by which it arrives."""

    key: str
    version: str
    title: str
    source: str
    effective_from: date
    vocabulary: Vocabulary
    sections: tuple[Section, ...]

    @classmethod
    def from_table(cls, table: Mapping[str, object]) -> "FormDefinition":
        """Build from a parsed TOML table; raise `tables.Malformed`, naming the key, for anything missing or amiss."""
        top = tables.Table(table, at="")
        codes = {name: _options(inner) for name, inner in top.tables("codes")}
        form = cls(
            key=top.text("key"),
            version=top.text("version"),
            title=top.text("title"),
            source=top.text("source"),
            effective_from=top.day("effective_from"),
            vocabulary=_vocabulary(top.table("words")),
            sections=tuple(_section(key, inner, codes) for key, inner in top.tables("section")),
        )
        top.finished()
        return form

    @property
    def fields(self) -> tuple[Field, ...]:
        """Every field, section by section, in the order of the form."""
        return tuple(field for section in self.sections for field in section.fields)

    @property
    def inputs(self) -> frozenset[str]:
        """Every key that a typed form or a partner's page may send."""
        return frozenset(name for field in self.fields for name in field.inputs)

    def field(self, key: str) -> Field:
        """The field of that key; raise KeyError if the form has none."""
        return {field.key: field for field in self.fields}[key]

    def section(self, key: str) -> Section:
        """The section of that key; raise KeyError if the form has none."""
        return {section.key: section for section in self.sections}[key]


def _vocabulary(table: tables.Table) -> Vocabulary:
    words = Vocabulary(**{name: tuple(map(labels.plain, table.texts(name))) for name in Vocabulary.__slots__})
    table.finished()
    return words


def _section(key: str, table: tables.Table, codes: Mapping[str, tuple[Option, ...]]) -> Section:
    fields = tuple(_field(key, name, inner, codes) for name, inner in table.tables("field"))
    _refuse_twins(table, "field", {field.key: field.labels for field in fields})
    narrative = table.text("narrative", otherwise="")
    if narrative and narrative not in {field.key.partition(".")[2] for field in fields}:
        raise table.malformed("narrative", "names a field that the section has not")
    section = Section(
        key=key,
        title=table.text("title"),
        headings=table.texts("headings"),
        narrative=f"{key}.{narrative}" if narrative else "",
        prompts=table.texts("prompts", otherwise=()),
        fields=fields,
    )
    table.finished()
    return section


def _field(section: str, name: str, table: tables.Table, codes: Mapping[str, tuple[Option, ...]]) -> Field:
    field = Field(
        key=f"{section}.{name}",
        section=section,
        title=table.text("title"),
        hint=table.text("hint", otherwise=""),
        kind=_kind(table),
        required=table.flag("required", otherwise=False),
        labels=table.texts("labels"),
        detail_labels=table.texts("detail_labels", otherwise=()),
        placeholders=table.texts("placeholders", otherwise=()),
        options=_chosen(table, "codes", codes),
        basis=_chosen(table, "basis", codes),
        basis_labels=table.texts("basis_labels", otherwise=()),
        as_at=table.text("as_at", otherwise=""),
    )
    if (field.kind in {Kind.CODE, Kind.CODES}) != bool(field.options):
        raise table.malformed("codes", "goes with the kinds code and codes, and only with them")
    if field.kind is not Kind.YES_NO and (field.detail_labels or field.basis):
        raise table.malformed("detail_labels", "goes with the kind yes-no")
    table.finished()
    return field


def _kind(table: tables.Table) -> Kind:
    try:
        return Kind(table.text("kind"))
    except ValueError:
        raise table.malformed("kind", f"is none of {', '.join(Kind)}") from None


def _chosen(table: tables.Table, key: str, codes: Mapping[str, tuple[Option, ...]]) -> tuple[Option, ...]:
    name = table.text(key, otherwise="")
    if name and name not in codes:
        raise table.malformed(key, f"names the codes {name!r}, which the form has not")
    return codes[name] if name else ()


def _options(table: tables.Table) -> tuple[Option, ...]:
    options = tuple(_every_option(table))
    _refuse_twins(table, "words", {option.code: option.words for option in options})
    return options


def _every_option(table: tables.Table) -> Iterator[Option]:
    for code in table.names:
        title, *others = table.texts(code)
        yield Option(code=code, title=title, words=frozenset(map(labels.plain, (code, title, *others))))
    table.finished()


def _refuse_twins(table: tables.Table, key: str, texts: Mapping[str, Iterable[str]]) -> None:
    """Refuse words that would mean two things in one place."""
    owners: dict[str, str] = {}
    for name, spellings in texts.items():
        for words in map(labels.plain, spellings):
            if owners.setdefault(words, name) != name:
                raise table.malformed(key, f"gives {words!r} to both {owners[words]} and {name}")
