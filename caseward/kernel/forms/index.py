"""Which field a label means: the same "Forename" is another question under another heading."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from caseward.kernel.forms import definitions, labels, marks


#: The section of a heading that the form does not know; only labels too long to be chance are read below it.
FOREIGN = "?"
SHORTEST_STUMP = 20


@dataclass(frozen=True, slots=True)
class Match:
    """A label met in a document: whose it is, what stands behind it, and the words of the label as defined."""

    field: str
    part: str
    tail: str
    words: str
    strong: bool
    stump: bool = False


@dataclass(frozen=True, slots=True)
class Label:
    """One spelling of one label of one field, or of its detail or basis."""

    words: str
    field: str
    section: str
    part: str = ""


class Index:
    """The labels and headings of one definition, ready to be compared."""

    def __init__(self, form: definitions.FormDefinition) -> None:
        words = form.vocabulary
        self.hints = frozenset(words.hints)
        self._headings = {
            spelt: s.key for s in form.sections for h in s.headings for spelt in self.spellings(h)
        }
        self._section_keys = {labels.plain(s.key): s.key for s in form.sections}
        self._labels = tuple({label: None for field in form.fields for label in self._labels_of(field)})
        self._by_words: dict[str, list[Label]] = {}
        for label in self._labels:
            self._by_words.setdefault(label.words, []).append(label)
        self._beginnings = frozenset(
            begun for words in (*self._by_words, *self._headings) for begun in _beginnings(words)
        )
        self._printed = frozenset(words.printed)
        self._prompts = {s.key: frozenset(map(labels.plain, s.prompts)) for s in form.sections}
        general = frozenset(words.placeholders)
        self._blanks = {field.key: general | self._said_again(field) for field in form.fields}

    def spellings(self, text: str) -> tuple[str, ...]:
        """The text in plain words, with and without known hints in brackets."""
        return labels.spellings(text, hints=self.hints)

    def is_printed(self, text: str) -> bool:
        """Whether the text is nothing but words printed on the blank form."""
        words = labels.plain(text)
        if words in self._printed:
            return True
        return labels.is_strong(words) and any(words in printed for printed in self._printed)

    def is_prompt(self, text: str, *, field: definitions.Field) -> bool:
        """Whether the text is one of the examples that the form prints in the section of the field."""
        return labels.plain(text) in self._prompts[field.section]

    def is_blank(self, text: str, *, field: definitions.Field) -> bool:
        """Whether the text of an answer says nothing: dashes, a placeholder, the label again, or print."""
        if not text.strip(" \t\n\u00a0\u2002._…–—-"):
            return True
        if marks.choices(text):
            return False
        words = labels.plain(text)
        return bool(words) and (words in self._blanks[field.key] or self.is_printed(text))

    def heading(self, text: str) -> tuple[str, str] | None:
        """The section that the text heads, with what follows after a colon on the same line; or None."""
        for head, tail, signed in self._cuts(text):
            found = next((self._headings[w] for w in self.spellings(head) if w in self._headings), None)
            beside = signed and text[len(head) :].lstrip(" \t").startswith((":", "\n"))
            if found and (beside or not tail.strip()):
                return found, tail
        return None

    def section_named(self, name: str) -> str:
        """The section that a form field's technical name speaks of ("page1.referrer|Email"), or ""."""
        for piece in pieces(name):
            words = labels.plain(piece)
            found = self._section_keys.get(words) or self.heading_begun(piece)
            if found:
                return found
        return ""

    def heading_begun(self, text: str) -> str:
        """The section whose heading begins with the text, or "": names of form fields are often cut short."""
        words = labels.plain(text)
        found = {
            section for heading, section in self._headings.items() if words and heading.startswith(words)
        }
        return found.pop() if len(found) == 1 and len(words) > 5 else ""

    def label(self, text: str, *, section: str, after: str = "") -> Match | None:
        """The longest label that the text begins with, read in its section and after the field last answered."""
        best: tuple[int, Match] | None = None
        for head, tail, signed in self._cuts(text):
            for words in self.spellings(head):
                label = self._resolve(words, section, after)
                strong = labels.is_strong(words)
                if label and (signed or strong) and (best is None or len(head) > best[0]):
                    best = len(head), Match(label.field, label.part, tail, words, strong)
        stump = self._stump(text, section) if best is None or best[1].tail.strip() else None
        return stump or (best[1] if best else None)

    def has_answer_beside(self, text: str) -> bool:
        """Whether the text is a short label of any section, a colon, and an answer on the same line."""
        cuts = (
            (head, tail) for head, tail, _ in self._cuts(text) if text[len(head) :].lstrip().startswith(":")
        )
        spelt = (words for head, tail in cuts if tail.strip() for words in self.spellings(head))
        return any(words in self._by_words and not labels.is_strong(words) for words in spelt)

    def continues(self, match: Match, text: str) -> bool:
        """Whether the text is the rest of a label of which only the first line was met."""
        if match.tail.strip() or not (match.stump or match.strong):
            return False
        joined = self.longer(match, text).words
        own = (label for label in self._labels if (label.field, label.part) == (match.field, match.part))
        return any(label.words.startswith(joined) for label in own)

    def longer(self, match: Match, text: str) -> Match:
        """The match with the words of a further line of its label."""
        words = labels.plain(f"{match.words} {text}")
        return Match(match.field, match.part, match.tail, words, match.strong, stump=True)

    def homes(self, texts: Iterable[str]) -> str:
        """The one section to which all labels among the texts point that only one field has, or ""."""
        found = (self.label(text, section="") for text in texts)
        sections = {match.field.partition(".")[0] for match in found if match}
        return sections.pop() if len(sections) == 1 else ""

    def _cuts(self, text: str) -> Iterator[tuple[str, str, bool]]:
        """Each way to part a text into a label and the rest, as long as its beginning is one of some label."""
        opening = labels.plain(text[: labels.LONGEST_LABEL]).partition(" ")[0]
        if opening not in self._beginnings:
            return
        for head, tail, signed in labels.cuts(text):
            yield head, tail, signed
            if tail and self._leads_nowhere(head):
                return

    def _leads_nowhere(self, head: str) -> bool:
        """Whether no label begins like this; brackets and numbering, which are left out of labels, may mislead."""
        words = labels.plain(head)
        return words.count(" ") > 1 and words not in self._beginnings and not {"(", "["} & set(head)

    def _resolve(self, words: str, section: str, after: str) -> Label | None:
        found = self._by_words.get(words, [])
        own = [label for label in found if label.section == section and not label.part]
        following = [label for label in found if label.part and label.field == after]
        alone = found if len({label.field for label in found}) == 1 else []
        if section == FOREIGN and not labels.is_strong(words):
            alone = []
        return next(iter((*own, *following, *alone)), None)

    def _stump(self, text: str, section: str) -> Match | None:
        words = labels.plain(text)
        if len(words) < SHORTEST_STUMP or words.count(" ") < 3:
            return None
        begun = [label for label in self._labels if label.words.startswith(words)]
        here = [label for label in begun if label.section == section] or begun
        if len({label.field for label in here}) != 1:
            return None
        return Match(here[0].field, here[0].part, "", words, labels.is_strong(words), stump=True)

    def _labels_of(self, field: definitions.Field) -> Iterator[Label]:
        for part, texts in (
            ("", field.labels),
            ("detail", field.detail_labels),
            ("basis", field.basis_labels),
        ):
            for text in texts:
                for words in self.spellings(text):
                    yield Label(words, field.key, field.section, part)

    def _said_again(self, field: definitions.Field) -> frozenset[str]:
        repeated = (*field.placeholders, *field.labels, *field.detail_labels, *field.basis_labels)
        return frozenset(spelt for text in repeated for spelt in self.spellings(text))


def _beginnings(words: str) -> Iterator[str]:
    """The first word, the first two, and so on."""
    parts = words.split(" ")
    return (" ".join(parts[:count]) for count in range(1, len(parts) + 1))


def pieces(name: str) -> tuple[str, ...]:
    """The parts of a form field's technical name, as words: "a|dateOfBirth[0]" gives "a" and "date Of Birth"."""
    parts = re.split(r"[|.]", re.sub(r"\[\d+\]", "", name))
    return tuple(re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", part).strip() for part in parts if part.strip())


@lru_cache(maxsize=16)
def index_of(form: definitions.FormDefinition) -> Index:
    """The index of a definition, made once."""
    return Index(form)
