"""Tick boxes as people and programs write them: ☒ ☑ ✓ [x] are ticked, ☐ □ [ ] are not."""

import re
from dataclasses import dataclass


TICKED, EMPTY = "☒", "☐"

_TICKED = re.compile(r"[☑✓✔✗✘🗹🗵⊠⊗●◉⦿■▣]|[\[(]\s*[xX✓✔]\s*[\])]")
_EMPTY = re.compile(r"[□❏❐❑❒◻⬜▢○◯]|\[\s*\]|\(\s*\)")
_BOX = re.compile(f"([{TICKED}{EMPTY}])")


@dataclass(frozen=True, slots=True)
class Choice:
    """One box of a group, and the words that belong to it."""

    ticked: bool
    words: str


def box(mark: str) -> str:
    """What a mark in a column for marks means: ☐ for an empty box or nothing, else ☒."""
    return EMPTY if _with_boxes(mark).strip() in {"", EMPTY} else TICKED


def choices(text: str) -> tuple[Choice, ...]:
    """The boxes of a text with their words, which stand after each box or, where none comes first, before it."""
    parts = _BOX.split(_with_boxes(text))
    words, boxes = [part.strip() for part in parts[::2]], parts[1::2]
    beside = words[1:] if not words[0] else [*words[: len(boxes) - 1], " ".join(words[len(boxes) - 1 :])]
    return tuple(Choice(mark == TICKED, said) for mark, said in zip(boxes, beside, strict=False))


def _with_boxes(text: str) -> str:
    return _EMPTY.sub(EMPTY, _TICKED.sub(TICKED, text))
