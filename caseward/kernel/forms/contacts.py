"""Lists as people write them: addresses, telephone numbers, e-mail addresses, and things parted by commas."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from caseward.kernel import identifiers
from caseward.kernel.forms import labels
from caseward.kernel.reading import Unreadable
from caseward.kernel.wording import gettext_noop


_NO_PHONE = gettext_noop(
    "“{given}” is not a telephone number. Write the whole number, with +44 or another code."
)
_NO_EMAIL = gettext_noop("“{given}” is not an e-mail address. Write it like name@example.org.")
_LONGEST_QUOTE = 60

_ITEMS = re.compile(r"[;\n]+")
_PARTS = re.compile(r"[;\n,/&]+|\band\b", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:[-–—•*·‣◦]|\(?(?:[0-9]|[a-zA-Z])[.)])\s+")
_PHONE = re.compile(
    r"[+(]{0,2}\d(?:[ \t\u00a0().–-]*\d){4,19}(?:\s*(?:ext\.?|extension|x)\s*\d{1,7})?", re.IGNORECASE
)
_CONTACT_ITEMS = re.compile(r"[;\n,]+|\s/\s|\s(?:or|and|&)\s", re.IGNORECASE)
_EMAIL = re.compile(r"[^\s@<>()\[\],;:\"“”]+@[^\s@<>()\[\],;:\"“”]+")
_ONLY_EMAILS = re.compile(rf"\s*{_EMAIL.pattern}(?:\s+{_EMAIL.pattern})*\s*")
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s*\d[A-Z]{2}\b", re.IGNORECASE)
_AROUND_NOTE = " \t\n:-–—()[]<>.,"
_MARKED = re.compile(
    r"^\s{0,5}(?P<before>[^:,\n]{1,40}):\s+|[\s,]{0,5}[(\[–—-]\s{0,5}(?P<after>[^()\[\],\n]{1,40}?)\s{0,5}[)\]]?\s{0,5}$"
)


@dataclass(frozen=True, slots=True)
class Address:
    """One address as given, without the words that say whether the person lives there now (None: it is not said)."""

    text: str
    current: bool | None


@dataclass(frozen=True, slots=True)
class Contact:
    """A number or address that was read, and what stood beside it ("mum", "home")."""

    read: str
    note: str


def lines(text: str) -> tuple[str, ...]:
    """The items of a list written in lines or parted by semicolons, without bullets."""
    found = (" ".join(_BULLET.sub("", item).split()) for item in _ITEMS.split(text))
    return tuple(filter(None, found))


def parts(text: str) -> tuple[str, ...]:
    """The items of a list of single words or short names, parted by commas, slashes, "and" or lines."""
    return tuple(filter(None, (part.strip() for line in lines(text) for part in _PARTS.split(line))))


def phones(text: str) -> tuple[Contact, ...] | Unreadable:
    """Every telephone number of the text with the words beside it; unreadable if any item holds none or a wrong one."""
    return _every(_CONTACT_ITEMS.split(text), _phone)


def emails(text: str) -> tuple[Contact, ...] | Unreadable:
    """Every e-mail address of the text with the words beside it; unreadable if any item is none."""
    given = _CONTACT_ITEMS.split(text.replace("mailto:", " "))
    return _every(
        (one for item in given for one in (item.split() if _ONLY_EMAILS.fullmatch(item) else [item])), _email
    )


def addresses(text: str, *, current: tuple[str, ...], previous: tuple[str, ...]) -> tuple[Address, ...]:
    """The addresses of the text; `current` and `previous` are the plain words that say which the person lives at.

    Semicolons and blank lines part addresses. A single line break does so only after a postcode or such a
    word, or where every line looks like a whole address: an address on four lines stays one.
    """
    said = {
        **dict.fromkeys(current, True),
        **dict.fromkeys(previous, False),
    }
    found = (
        _address(item, said) for group in re.split(r";|\n\s*\n", text) for item in _one_by_one(group, said)
    )
    return tuple(address for address in found if address.text)


def _one_by_one(group: str, said: dict[str, bool]) -> Iterator[str]:
    given = [_BULLET.sub("", line).strip() for line in group.split("\n") if line.strip()]
    if all("," in line for line in given):
        yield from given
        return
    together: list[str] = []
    for line in given:
        together.append(line)
        if _POSTCODE.search(line) or _address(line, said).current is not None:
            yield "\n".join(together)
            together = []
    yield "\n".join(together)


def _address(item: str, said: dict[str, bool]) -> Address:
    """Part an address from "(current)" behind it or "Current address:" before it."""
    text, current = item, None
    for found in _MARKED.finditer(item):
        words = labels.plain(found["before"] or found["after"] or "")
        if words in said:
            current = said[words]
            text = text.replace(found.group(), " ", 1)
    parts = (" ".join(line.split()).strip(" ,") for line in text.split("\n"))
    return Address(", ".join(filter(None, parts)), current)


def _every(
    items: Iterable[str], read: Callable[[str], Contact | Unreadable]
) -> tuple[Contact, ...] | Unreadable:
    found: list[Contact] = []
    for item in filter(str.strip, items):
        contact = read(_BULLET.sub("", item).strip())
        if isinstance(contact, Unreadable):
            return contact
        found.append(contact)
    return tuple(found)


def _phone(item: str) -> Contact | Unreadable:
    return _found(item, _PHONE, identifiers.read_phone, Unreadable(_NO_PHONE, {"given": _quote(item)}))


def _email(item: str) -> Contact | Unreadable:
    return _found(item, _EMAIL, identifiers.read_email, Unreadable(_NO_EMAIL, {"given": _quote(item)}))


def _found(
    item: str,
    shape: re.Pattern[str],
    read: Callable[[str], identifiers.Identifier | Unreadable],
    otherwise: Unreadable,
) -> Contact | Unreadable:
    """The one thing of that shape in an item, with what stands around it; two or none are unreadable."""
    met = list(shape.finditer(item))
    contact = read(met[0].group().strip(" .")) if len(met) == 1 else otherwise
    if isinstance(contact, Unreadable):
        return otherwise
    around = f"{item[: met[0].start()]} {item[met[0].end() :]}"
    return Contact(contact.canonical, " ".join(around.strip(_AROUND_NOTE).split()))


def _quote(item: str) -> str:
    return item if len(item) <= _LONGEST_QUOTE else f"{item[:_LONGEST_QUOTE]}…"
