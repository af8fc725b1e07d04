"""What a job may be told: ids and codes, never words, so that the queue holds nothing about anybody."""

import re
from uuid import UUID


CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]{0,79}")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

Argument = UUID | str | int


def written(arguments: dict[str, Argument]) -> dict[str, str | int]:
    """The arguments as the queue stores them; TypeError for anything that could be typed words."""
    return {name: _written(name, value) for name, value in arguments.items()}


def read(stored: dict[str, str | int]) -> dict[str, Argument]:
    """The arguments again, ids as ids."""
    return {name: _read(value) for name, value in stored.items()}


def _written(name: str, value: object) -> str | int:
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, int) or (isinstance(value, str) and CODE.fullmatch(value)):
        return value
    raise TypeError(f"A job is told ids and codes only; {name} is neither.")


def _read(value: str | int) -> Argument:
    return UUID(value) if isinstance(value, str) and ID.fullmatch(value) else value
