"""An edition of weights as a file: read from the published ones or from a draft, and written for people to read."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from caseward.foundation.catalogue import UnknownDefinition, catalogue
from caseward.kernel.identity import Field, Malformed, MatchModel, Nicknames


KIND, LIVE = "matching", "people"
_ABOUT = """\
# Learnt from records that nobody had labelled, by `caseward match train`; read it before you publish it.
# m: how often records of one person agree like this. u: how often records of two people do, by chance.
# What the records said nothing of has the weights of the edition named in the source.

"""
_HEAD = ("key", "version", "title", "source", "effective_from", "prior", "near")


class NoEdition(Exception):
    """There is no such edition, or it cannot be used; the message is a sentence."""


def table_of(name: str) -> dict[str, Any]:
    """An edition by key ("people"), by key and version ("people-2026-11"), or by the path of a draft."""
    try:
        if name.endswith(".toml"):
            return tomllib.loads(Path(name).read_text(encoding="utf-8"))
        return _published(name)
    except (OSError, tomllib.TOMLDecodeError, UnknownDefinition) as fault:
        raise NoEdition(f"There is no edition “{name}” to be read: {fault}") from fault


def model_of(name: str) -> MatchModel:
    """The same, checked key by key."""
    return checked(table_of(name))


def checked(table: Mapping[str, Any]) -> MatchModel:
    """The model of a table; raises NoEdition for one that contradicts itself."""
    try:
        return MatchModel.from_table(table)
    except Malformed as fault:
        raise NoEdition(f"The edition cannot be used: {fault}") from fault


def nicknames() -> Nicknames:
    """The published families of forenames."""
    return Nicknames.from_table(catalogue().table("nicknames", "english"))


def named(table: Mapping[str, Any], *, key: str, version: str, title: str, on: date) -> dict[str, Any]:
    """The table as a new edition that says where it came from."""
    source = (
        f"Learnt by Splink from {title}; what they did not hold is from {table['key']} {table['version']}."
    )
    head = {"key": key, "version": version, "title": f"Weights learnt from {title}", "source": source}
    return {**table, **head, "effective_from": on}


def text_of(table: Mapping[str, Any]) -> str:
    """The edition as a file."""
    return _ABOUT + "\n".join(_lines(table)) + "\n"


def _published(name: str) -> dict[str, Any]:
    key, _, version = name.partition("-")
    return catalogue().table(KIND, key, version=version or None)


def _lines(table: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{key} = {_value(table[key])}" for key in _HEAD)
    for name in ("words", "caution"):
        yield from ("", f"[{name}]", *(f"{key} = {_value(value)}" for key, value in table[name].items()))
    for field in Field:
        yield from ("", f"[{field}]")
        for level, one in table[field].items():
            yield f"{level} = {{ m = {one['m']!r}, u = {one['u']!r} }}"
    for field, one in table.get("frequencies", {}).items():
        yield from (
            "",
            f"[frequencies.{field}]",
            f"rare = {one['rare']!r}",
            "",
            f"[frequencies.{field}.common]",
        )
        yield from (f"{word} = {share!r}" for word, share in one["common"].items())


def _value(value: object) -> str:
    """A date as TOML writes it; texts, numbers and lists of texts as JSON does, which is TOML too."""
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)
