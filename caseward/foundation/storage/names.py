"""What a file is called on a page and in a download: the uploader's words, less what could deceive or break."""

import re
import unicodedata
from pathlib import PurePosixPath


LONGEST = 200  # bytes of UTF-8: below what any file system takes, with room for a copy's " (1)"
UNNAMED = "file"
FORBIDDEN = re.compile(r'[<>:"|?*]')
RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def cleaned(given: str, *, suffix: str) -> str:
    """The last part of the name given, ending in the suffix ("pdf") that the content has, at most 200 bytes.

    Control, format (bidirectional overrides) and surrogate characters, folders, leading dots and names that
    Windows reserves are taken out; an empty name becomes "file".
    """
    last = given.replace("\\", "/").rstrip("/").rsplit("/", 1)[-1]
    shown = "".join(" " if character.isspace() else character for character in last if _is_shown(character))
    stem = PurePosixPath(_without_suffix(" ".join(FORBIDDEN.sub("_", shown).split()))).name.strip(". ")
    if RESERVED.fullmatch(stem):
        stem = f"_{stem}"
    return f"{_shortened(stem or UNNAMED, LONGEST - len(suffix) - 1)}.{suffix}"


def suffix_of(given: str) -> str:
    """The ending that the name claims, in lower case without its dot; empty when it claims none."""
    last = given.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(character for character in last if _is_shown(character)).strip()
    return PurePosixPath(shown).suffix.removeprefix(".").lower()


def _is_shown(character: str) -> bool:
    return character.isspace() or unicodedata.category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}


def _without_suffix(name: str) -> str:
    suffix = PurePosixPath(name).suffix
    return name.removesuffix(suffix) if re.fullmatch(r"\.[A-Za-z0-9]{1,5}", suffix) else name


def _shortened(stem: str, most: int) -> str:
    normal = unicodedata.normalize("NFC", stem)
    return normal.encode()[:most].decode(errors="ignore").strip()
