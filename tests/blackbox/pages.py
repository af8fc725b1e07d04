"""What stands on a page: its forms with the fields a browser would send, and its links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from zoneinfo import ZoneInfo

from tests import moments


Fields = list[tuple[str, str]]
CHOSEN_ONLY = {"radio", "checkbox"}
LONDON = ZoneInfo("Europe/London")
NOT_SENT = {"submit", "button", "reset", "image", "file"}


@dataclass(slots=True)
class Form:
    """One form as it was sent to us."""

    action: str
    method: str
    fields: Fields = field(default_factory=list)
    choices: dict[str, list[str]] = field(default_factory=dict)

    def filled(self, answers: Mapping[str, str]) -> Fields:
        """What a browser would send after somebody answered."""
        kept = [(name, value) for name, value in self.fields if name not in answers]
        return kept + list(answers.items())

    def answered(self, *, words: str = "As the caller said it.", **known: str) -> Fields:
        """Every question answered somehow: the first of several answers, today, a few words."""
        blank = {name: _said_in(name, words) for name, value in self.fields if not value}
        chosen = {name: next(filter(None, values), "") for name, values in self.choices.items()}
        return self.filled(blank | chosen | known)

    def value(self, name: str) -> str:
        """The first value of a field."""
        return next(value for key, value in self.fields if key == name)

    @property
    def names(self) -> set[str]:
        """Every field, answered or not."""
        return {name for name, _ in self.fields} | set(self.choices)


def _said_in(name: str, words: str) -> str:
    """What to type into a box of this name."""
    today = moments.real_now().astimezone(LONDON)
    boxes = {"day": today.day, "month": today.month, "year": today.year, "time": "00:00"}
    return str(boxes.get(name.rsplit("-", 1)[-1], words))


class _Reader(HTMLParser):
    """Collects forms and links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[Form] = []
        self.links: list[str] = []
        self._form: Form | None = None
        self._text: tuple[str, list[str]] | None = None
        self._select: str = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "a":
            self.links.append(said.get("href", ""))
        elif tag == "form":
            self._form = Form(said.get("action", ""), said.get("method", "get").lower())
            self.forms.append(self._form)
        elif self._form is not None:
            self._field(self._form, tag, said)

    def _field(self, form: Form, tag: str, said: dict[str, str]) -> None:
        name, value = said.get("name", ""), said.get("value", "")
        if tag == "textarea" and name:
            self._text = (name, [])
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            form.choices.setdefault(self._select, []).append(value)
            if "selected" in said:
                form.fields.append((self._select, value))
        elif tag == "input" and name:
            self._input(form, said, name=name, value=value)

    def _input(self, form: Form, said: dict[str, str], *, name: str, value: str) -> None:
        kind = said.get("type", "text")
        if kind in CHOSEN_ONLY:
            form.choices.setdefault(name, []).append(value)
        if kind not in NOT_SENT and (kind not in CHOSEN_ONLY or "checked" in said):
            form.fields.append((name, value))

    def handle_data(self, data: str) -> None:
        if self._text:
            self._text[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._text and self._form is not None:
            name, words = self._text
            self._form.fields.append((name, "".join(words).removeprefix("\n")))
            self._text = None
        elif tag == "select":
            self._select = ""
        elif tag == "form":
            self._form = None


def forms_in(markup: str) -> list[Form]:
    """Every form, in the order of the page."""
    return _read(markup).forms


def links_in(markup: str) -> Iterator[str]:
    """Addresses of this house to which the page leads, without their fragments."""
    seen = set()
    for link in _read(markup).links:
        address = link.split("#", 1)[0]
        if address.startswith("/") and address not in seen:
            seen.add(address)
            yield address


def _read(markup: str) -> _Reader:
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    return reader
