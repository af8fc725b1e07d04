"""Rows, tasks, tiles and crumbs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowAction:
    """What can be done about a row; `about` completes the words for whoever hears only the link."""

    text: str
    url: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a summary list; an empty value says so in its own words."""

    key: str
    value: str
    actions: tuple[RowAction, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One task of a list, with its state in words."""

    title: str
    state: str
    url: str = ""
    hint: str = ""
    colour: str = "still"


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure that opens the list it counts."""

    title: str
    figure: int
    url: str = ""
    colour: str = ""
    is_here: bool = False


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way back."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is on, and the address without it."""

    text: str
    url: str
