"""The canonical bytes of a ledger entry: what is stored, hashed and exported, once and for ever the same."""

import json
from collections.abc import Mapping


SMALLEST, GREATEST = -(2**63), 2**63 - 1
_WRITTEN_AS_THEY_ARE = frozenset({str, bool, type(None)})
_canonical = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def entry_bytes(entry: Mapping[str, object]) -> bytes:
    """Return one entry as UTF-8 JSON: keys in code-point order, no spaces, nothing escaped needlessly.

    Values may be text, whole numbers of 64 bits, true, false, null, lists and mappings of these. Floats,
    times and identifiers of other types raise TypeError, lone surrogates and greater numbers ValueError, so
    that two machines can never write the same fact in two ways (after RFC 8785, which allows floats).
    """
    return _canonical(_plain(entry)).encode()


def _plain(value: object) -> object:
    """Refuse everything whose JSON could be written in more than one way."""
    if type(value) in _WRITTEN_AS_THEY_ARE:
        return value
    # Asked in this order for speed: a take-over writes millions of them, nearly all of text under text.
    if type(value) is dict or isinstance(value, Mapping):
        return {
            key if type(key) is str else _key(key): inner if type(inner) is str else _plain(inner)
            for key, inner in value.items()
        }
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, str):
        return str(value)
    return _whole_number(value)


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise TypeError(f"A key of a ledger entry is text, not {type(key).__name__}.")
    return str(key)


def _whole_number(value: object) -> int:
    if not isinstance(value, int):
        raise TypeError(
            f"A ledger entry holds text, whole numbers, lists and mappings, not {type(value).__name__}."
        )
    if not SMALLEST <= value <= GREATEST:
        raise ValueError("A number in a ledger entry must fit into 64 bits.")
    return int(value)
