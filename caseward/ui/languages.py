"""The languages that pages can be read in: offered as soon as somebody has translated Caseward into one."""

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language, get_language_info, to_locale


@dataclass(frozen=True, slots=True)
class Language:
    """A language under its own name."""

    code: str
    name: str
    is_current: bool


def offered() -> list[Language]:
    """The languages of the settings that have words of ours; nothing when there is only one."""
    first = settings.LANGUAGE_CODE
    codes = [code for code, _name in settings.LANGUAGES if code == first or _is_translated(code)]
    if len(codes) < 2:
        return []
    return [Language(code, get_language_info(code)["name_local"], code == get_language()) for code in codes]


def _is_translated(code: str) -> bool:
    compiled = Path(to_locale(code)) / "LC_MESSAGES" / "django.mo"
    return any((Path(folder) / compiled).is_file() for folder in settings.LOCALE_PATHS)
