"""The reading of a form: for each field the words as given, what they mean, or why they were not read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from caseward.kernel import dates
from caseward.kernel.forms import answers, labels, placing
from caseward.kernel.forms.answers import Given, Value
from caseward.kernel.forms.definitions import RUNNING, Field, FormDefinition, Vocabulary
from caseward.kernel.forms.documents import Block, Document
from caseward.kernel.forms.index import Index, index_of
from caseward.kernel.forms.placed import Answer, Unplaced
from caseward.kernel.reading import Unreadable
from caseward.kernel.wording import gettext_noop


_SAID_UNKNOWN = gettext_noop("The form says that this is not known.")
_SAID_NOT_APPLICABLE = gettext_noop("The form says that this does not apply.")
_TWO_ANSWERS = gettext_noop("The form answers this more than once, and differently.")
_EXAMPLES_PRINTED = 3
_PARTS = ("", "detail", "basis")


class Status(StrEnum):
    """READ has a value; NOT_GIVEN has none because nothing, or "not known", was written; NOT_READ did not parse."""

    READ = "READ"
    NOT_GIVEN = "NOT_GIVEN"
    NOT_READ = "NOT_READ"


@dataclass(frozen=True, slots=True)
class Reading:
    """One field of one form: `as_given` is for ever the referrer's words, `value` the typed answer as JSON holds it.

    `because` says in a sentence why a NOT_READ was not read, or that the form calls a NOT_GIVEN unknown. `locator`
    names the place in the document, `passages` are the ids of the blocks to light up; both are empty for typed forms.
    """

    field: str
    status: Status
    as_given: str
    value: Value
    because: str
    locator: str = ""
    passages: tuple[str, ...] = ()

    @property
    def is_said_unknown(self) -> bool:
        """Whether somebody wrote that it is not known, which is an answer and not an omission."""
        return self.status is Status.NOT_GIVEN and bool(self.as_given)

    @property
    def stored(self) -> dict[str, Value]:
        """What is kept of it, alike for every channel: status, words, value and reason."""
        return {
            "status": self.status.value,
            "as_given": self.as_given,
            "value": self.value,
            "because": self.because,
        }


@dataclass(frozen=True, slots=True)
class FormReading:
    """Every field of the form in its order, read or not, and the words that belong to none."""

    form: str
    version: str
    readings: tuple[Reading, ...]
    unplaced: tuple[Unplaced, ...] = ()

    def of(self, key: str) -> Reading:
        """The reading of that field; raise KeyError if the form has no such field."""
        for reading in self.readings:
            if reading.field == key:
                return reading
        raise KeyError(key)

    @property
    def stored(self) -> dict[str, Value]:
        """The one structure in which an answer is kept, whichever way it came."""
        return {
            "form": self.form,
            "version": self.version,
            "answers": {reading.field: reading.stored for reading in self.readings},
        }


@dataclass(frozen=True, slots=True)
class _Words:
    """What was found for one field before it is parsed."""

    given: Given
    differ: bool = False
    passages: tuple[Block, ...] = ()


def read_form(document: Document, definition: FormDefinition, *, today: date) -> FormReading:
    """Read a filled-in form. Never raises for what stands in it; what does not parse is NOT_READ with its words kept.

    `today` (London) bounds dates of birth. Issue: "what could not be read is marked not read, never guessed".
    """
    walk = placing.Walk(document, definition)
    of = index_of(definition)
    words = {field.key: _found(field, of, walk.answers) for field in definition.fields}
    return FormReading(
        form=definition.key,
        version=definition.version,
        readings=tuple(_readings(definition, words, today)),
        unplaced=tuple(walk.unplaced),
    )


def read_answers(typed: Mapping[str, str], definition: FormDefinition, *, today: date) -> FormReading:
    """Read what was typed for a telephone call or on the public page, by `definition.inputs`.

    A key that is left out is an empty answer; KeyError for one that the form has not. The result has the same
    structure as that of a document with the same words (failing F19: one intake for all channels).
    """
    unknown = sorted(typed.keys() - definition.inputs)
    if unknown:
        raise KeyError(f"The form has no field {unknown[0]!r}.")
    of = index_of(definition)
    words = {field.key: _typed(field, of, typed) for field in definition.fields}
    return FormReading(
        form=definition.key,
        version=definition.version,
        readings=tuple(_readings(definition, words, today)),
    )


def _readings(form: FormDefinition, words: Mapping[str, _Words], today: date) -> Iterator[Reading]:
    for field in form.fields:
        setting = answers.Setting(words=form.vocabulary, today=today, as_at=_as_at(field, words, today))
        yield _reading(field, words[field.key], setting)


def _as_at(field: Field, words: Mapping[str, _Words], today: date) -> date:
    """The day on which an age was said: the date on the form if that is a whole date of the past, else today."""
    said = dates.read_date(words[field.as_at].given.main, today=today) if field.as_at else None
    if not isinstance(said, dates.PartialDate) or said.day is None or said.earliest > today:
        return today
    return said.earliest


def _reading(field: Field, words: _Words, setting: answers.Setting) -> Reading:
    as_given = "\n".join(filter(None, (words.given.main, words.given.detail, words.given.basis)))
    if not as_given:
        return _placed(field, words, Status.NOT_GIVEN, "", None, "")
    if said := _says_nothing(as_given, setting.words):
        return _placed(field, words, Status.NOT_GIVEN, as_given, None, said)
    value = Unreadable(_TWO_ANSWERS) if words.differ else answers.typed(field, words.given, setting)
    if isinstance(value, Unreadable):
        return _placed(field, words, Status.NOT_READ, as_given, None, value.sentence)
    if value is None:
        return _placed(field, words, Status.NOT_GIVEN, "", None, "")
    return _placed(field, words, Status.READ, as_given, value, "")


def _says_nothing(as_given: str, words: Vocabulary) -> str:
    """The sentence for words that mean that there is no answer, or "" for an answer."""
    plain = labels.plain(as_given)
    if plain in words.not_known:
        return _SAID_UNKNOWN
    return _SAID_NOT_APPLICABLE if plain in words.not_applicable else ""


def _placed(
    field: Field, words: _Words, status: Status, as_given: str, value: Value, because: str
) -> Reading:
    locator = words.passages[0].locator if words.passages else ""
    ids = tuple(block.id for block in words.passages)
    return Reading(field.key, status, as_given, value, because, locator, ids)


def _typed(field: Field, of: Index, typed: Mapping[str, str]) -> _Words:
    main, detail, basis = (
        _kept(field, of, typed.get(f"{field.key}.{part}" if part else field.key, "")) for part in _PARTS
    )
    return _Words(Given(main, detail, basis))


def _found(field: Field, of: Index, every: list[Answer]) -> _Words:
    own = [answer for answer in every if answer.field == field.key]
    texts = {part: _texts(field, of, [a for a in own if a.part == part]) for part in _PARTS}
    filled = [answer for answer in own if answer.texts] or [answer for answer in own if answer.match.words][
        :1
    ]
    blocks = tuple(dict.fromkeys(block for answer in filled for block in answer.passages))
    differ = len(texts[""]) > 1 and field.kind not in RUNNING
    return _Words(Given(*("\n".join(texts[part]) for part in _PARTS)), differ, blocks)


def _texts(field: Field, of: Index, found: list[Answer]) -> tuple[str, ...]:
    """The different words given under one label, in their order; the same words twice count once."""
    kept = (_kept(field, of, "\n".join(answer.texts)) for answer in found)
    distinct = {" ".join(text.split()): text for text in reversed([*kept]) if text}
    return tuple(reversed(distinct.values()))


def _kept(field: Field, of: Index, text: str) -> str:
    """The words without lines that only repeat what is printed: the label, its hint, a placeholder, its examples."""
    if not text or of.is_blank(text, field=field):
        return ""
    said = [line for line in text.split("\n") if not of.is_blank(line, field=field) or not line.strip()]
    examples = [line for line in said if of.is_prompt(line, field=field)]
    # One example copied by the referrer is an answer; the whole list of them is the form's own print.
    if len(examples) >= _EXAMPLES_PRINTED:
        said = [line for line in said if line not in examples]
    return "\n".join(said).strip()
