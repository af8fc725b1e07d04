"""What a form asks: its sections and fields, and the words by which each may be met on paper or screen."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

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


# The key under which a long code list has one line for each code.
_LISTED = "listed"

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


# Without slots, which leave no room for what is worked out once; compared as itself, never word by word.
@dataclass(frozen=True, eq=False)
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
        lists = _Lists(
            shared={} if "shared" not in top.names else _texts_of(top.table("shared")),
            codes={name: _options(inner) for name, inner in top.tables("codes")},
        )
        form = cls(
            key=top.text("key"),
            version=top.text("version"),
            title=top.text("title"),
            source=top.text("source"),
            effective_from=top.day("effective_from"),
            vocabulary=_vocabulary(top.table("words")),
            sections=tuple(_section(key, inner, lists) for key, inner in top.tables("section")),
        )
        top.finished()
        return form

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """Every field, section by section, in the order of the form."""
        return tuple(field for section in self.sections for field in section.fields)

    @cached_property
    def inputs(self) -> frozenset[str]:
        """Every key that a typed form or a partner's page may send."""
        return frozenset(name for field in self.fields for name in field.inputs)

    @property
    def keys(self) -> Collection[str]:
        """The key of every field."""
        return self._by_key.keys()

    def field(self, key: str) -> Field:
        """The field of that key; raise KeyError if the form has none."""
        return self._by_key[key]

    def section(self, key: str) -> Section:
        """The section of that key; raise KeyError if the form has none."""
        return {section.key: section for section in self.sections}[key]

    @cached_property
    def _by_key(self) -> dict[str, Field]:
        return {field.key: field for field in self.fields}


@dataclass(frozen=True, slots=True)
class _Lists:
    """What several fields of a form refer to by name: spellings of a label as "@name", and code lists."""

    shared: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, tuple[Option, ...]]


def _texts_of(table: tables.Table) -> dict[str, tuple[str, ...]]:
    return {name: table.texts(name) for name in table.names}


def _spellings(
    table: tables.Table, key: str, lists: _Lists, *, otherwise: tuple[str, ...] | None = None
) -> tuple[str, ...]:
    """The spellings of a label, those of "@name" in their place."""
    found: list[str] = []
    for text in table.texts(key, otherwise=otherwise):
        if not text.startswith("@"):
            found.append(text)
        elif text[1:] in lists.shared:
            found.extend(lists.shared[text[1:]])
        else:
            raise table.malformed(key, f"refers to {text!r}, which is not among the shared")
    return tuple(found)


def _vocabulary(table: tables.Table) -> Vocabulary:
    words = Vocabulary(**{name: tuple(map(labels.plain, table.texts(name))) for name in Vocabulary.__slots__})
    table.finished()
    return words


def _section(key: str, table: tables.Table, lists: _Lists) -> Section:
    fields = tuple(_field(key, name, inner, lists) for name, inner in table.tables("field"))
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


def _field(section: str, name: str, table: tables.Table, lists: _Lists) -> Field:
    field = Field(
        key=f"{section}.{name}",
        section=section,
        title=table.text("title"),
        hint=table.text("hint", otherwise=""),
        kind=_kind(table),
        required=table.flag("required", otherwise=False),
        labels=_spellings(table, "labels", lists),
        detail_labels=_spellings(table, "detail_labels", lists, otherwise=()),
        placeholders=table.texts("placeholders", otherwise=()),
        options=_chosen(table, "codes", lists.codes),
        basis=_chosen(table, "basis", lists.codes),
        basis_labels=_spellings(table, "basis_labels", lists, otherwise=()),
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
    listed = table.texts(_LISTED) if _LISTED in table.names else ()
    for code, words in (line.split(": ", maxsplit=1) if ": " in line else (line, "") for line in listed):
        if not words:
            raise table.malformed(_LISTED, f"has {code!r} without a colon and words")
        yield _option(code, words.split(", "))
    for code in table.names:
        if code != _LISTED:
            yield _option(code, table.texts(code))
    table.finished()


def _option(code: str, words: Sequence[str]) -> Option:
    return Option(code=code, title=words[0], words=frozenset(map(labels.plain, (code, *words))))


def _refuse_twins(table: tables.Table, key: str, texts: Mapping[str, Iterable[str]]) -> None:
    """Refuse words that would mean two things in one place."""
    owners: dict[str, str] = {}
    for name, spellings in texts.items():
        for words in map(labels.plain, spellings):
            if owners.setdefault(words, name) != name:
                raise table.malformed(key, f"gives {words!r} to both {owners[words]} and {name}")
