"""Typed readers of the environment: a missing secret stops the start and says which one."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


TRUE, FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


@dataclass(frozen=True, slots=True)
class Environment:
    """The variables the process was started with."""

    values: Mapping[str, str]

    def text(self, name: str, *, default: str) -> str:
        """A word or sentence."""
        return self.values.get(name, default)

    def words(self, name: str, *, default: list[str]) -> list[str]:
        """Words separated by commas."""
        given = self.values.get(name)
        return default if given is None else [word.strip() for word in given.split(",") if word.strip()]

    def flag(self, name: str, *, default: bool) -> bool:
        """Yes or no; anything else stops the start."""
        given = self.values.get(name, str(int(default))).strip().lower()
        if given not in TRUE | FALSE:
            raise ImproperlyConfigured(f"{name} is {given!r}; say 1 or 0.")
        return given in TRUE

    def number(self, name: str, *, default: int) -> int:
        """A whole number."""
        given = self.values.get(name, str(default))
        if not given.isdigit():
            raise ImproperlyConfigured(f"{name} is {given!r}; say a whole number.")
        return int(given)

    def path(self, name: str, *, default: Path) -> Path:
        """A place on disk."""
        return Path(self.values.get(name, str(default))).absolute()

    def secret(self, name: str, *, file: Path) -> str:
        """A secret from the environment, from the file that NAME_FILE says, or from the file given."""
        if self.values.get(name):  # an empty one keeps nothing secret
            return self.values[name]
        place = self.path(f"{name}_FILE", default=file)
        if not place.is_file():
            raise ImproperlyConfigured(f"Set {name}, or {name}_FILE to a readable file ({place} is none).")
        return place.read_text("utf-8").strip()


def read() -> Environment:
    """The environment of this process."""
    return Environment(dict(os.environ))
