"""References people read aloud: random, never a running number, and any single slip of the pen is caught.

A reference is a kind and eight symbols of Crockford's base 32 (no I, L, O or U): seven are random, the last
checks. Kind and symbols are elements of GF(32), each with a weight of its own, and the weighted sum is zero:
a changed symbol changes the sum by weight x difference, two exchanged ones by difference of weights x
difference of symbols, and neither can be zero in a field. Hence every single substitution and every
transposition of two symbols, neighbours or not, is caught, the kind included.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum


SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_SYMBOLS = 7
NUMBERS = 32**RANDOM_SYMBOLS

_LONGEST = 40
_BETWEEN = frozenset("·.-_/ ‐‑‒–—−•∙")
_READ_AS = str.maketrans("OIL", "011")


class Kind(StrEnum):
    """What a reference refers to, by its first letter."""

    CASE = "C"
    REFERRAL = "R"
    NOMINAL = "N"
    DECISION = "D"
    SUBMISSION = "S"
    ENQUIRY = "E"
    BOOKING = "B"


def _powers() -> tuple[int, ...]:
    """All non-zero elements of GF(32), as powers of x modulo x^5 + x^2 + 1."""
    powers = [1]
    while len(powers) < 31:
        doubled = powers[-1] << 1
        powers.append(doubled ^ 0b100101 if doubled & 0b100000 else doubled)
    return tuple(powers)


_POWERS = _powers()
_LOGARITHMS = {element: power for power, element in enumerate(_POWERS)}
# The check symbol weighs 1, so that the sum of all others is the check symbol itself.
_WEIGHTS = (*_POWERS[1 : RANDOM_SYMBOLS + 2], 1)


@dataclass(frozen=True, slots=True)
class Reference:
    """One reference with a right check symbol; `stored` goes into the database, `shown` to people."""

    kind: Kind
    symbols: str

    def __post_init__(self) -> None:
        stored = self.stored
        if len(stored) != len(_WEIGHTS) or any(s not in SYMBOLS for s in stored) or _sum(stored):
            raise ValueError("These are not the symbols of a reference.")

    @property
    def stored(self) -> str:
        """The canonical form: kind and eight symbols, "C7K3Q9F4M"."""
        return f"{self.kind}{self.symbols}"

    @property
    def shown(self) -> str:
        """The form for people: "C·7K3Q-9F4M"."""
        return f"{self.kind}·{self.symbols[:4]}-{self.symbols[4:]}"


def reference(kind: Kind | str, *, number: int) -> str:
    """Write the canonical form of a new reference from a random number 0 ≤ number < 32^7.

    ValueError for another number or an unknown kind. The caller draws the number by chance, and again when the
    database already holds the reference.
    """
    if not 0 <= number < NUMBERS:
        raise ValueError("The number of a reference is at least 0 and less than 32^7.")
    digits = [SYMBOLS[number >> 5 * place & 31] for place in reversed(range(RANDOM_SYMBOLS))]
    without_check = Kind(kind) + "".join(digits)
    return without_check + SYMBOLS[_sum(without_check)]


def parse(text: str) -> Reference | None:
    """Read a reference as people type it, or None when it is not one, or not one without a slip; never raises.

    Lower case, o for 0, i and l for 1, and dots, dashes and spaces anywhere (or nowhere) are understood.
    """
    if len(text) > _LONGEST:
        return None
    compact = "".join(c for c in unicodedata.normalize("NFKC", text).upper() if c not in _BETWEEN).translate(
        _READ_AS
    )
    if len(compact) != len(_WEIGHTS) or compact[0] not in list(Kind):
        return None
    if any(symbol not in SYMBOLS for symbol in compact) or _sum(compact):
        return None
    return Reference(kind=Kind(compact[0]), symbols=compact[1:])


def shown(stored: str) -> str:
    """Write a stored reference for people: "C7K3Q9F4M" becomes "C·7K3Q-9F4M"; ValueError when it is none."""
    return Reference(kind=Kind(stored[:1]), symbols=stored[1:]).shown


def _sum(symbols: str) -> int:
    """Add up weight x symbol in GF(32), where adding is exclusive or."""
    total = 0
    for weight, symbol in zip(_WEIGHTS, symbols, strict=False):
        total ^= _times(weight, SYMBOLS.index(symbol))
    return total


def _times(weight: int, value: int) -> int:
    return _POWERS[(_LOGARITHMS[weight] + _LOGARITHMS[value]) % 31] if value else 0
