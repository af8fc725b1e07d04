"""Every address of the house as JSON lines: its name, its parts, and the address with a place for each part."""

import json
import sys
from collections.abc import Iterator

import django
from django.urls import URLPattern, URLResolver, get_resolver, reverse


Patterns = list[URLPattern | URLResolver]
NIL = "00000000-0000-0000-0000-000000000000"
BLANKS = {"UUIDConverter": NIL, "IntConverter": "0"}


def main() -> None:
    """Write them to standard output."""
    django.setup()
    for name, parts in sorted(set(_named(get_resolver().url_patterns))):
        sys.stdout.write(json.dumps({"name": name, "parts": parts, "address": _address(name, parts)}) + "\n")


def _named(patterns: Patterns, prefix: str = "") -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from _named(
                pattern.url_patterns, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            )
        else:
            parts = {name: type(each).__name__ for name, each in pattern.pattern.converters.items()}
            yield f"{prefix}{pattern.name or pattern.pattern}", tuple(parts.items())


def _address(name: str, parts: tuple[tuple[str, str], ...]) -> str:
    """With `{part}` where something stands in its place."""
    marks = {part: BLANKS.get(kind, f"part-{part}") for part, kind in parts}
    uuids = {
        part: f"{place:08d}{NIL[8:]}" for place, (part, kind) in enumerate(parts) if kind == "UUIDConverter"
    }
    address = reverse(name, kwargs=marks | uuids or None)
    for part, mark in (marks | uuids).items():
        address = address.replace(mark, f"{{{part}}}", 1)
    return address


if __name__ == "__main__":
    main()
