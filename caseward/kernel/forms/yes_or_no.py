"""Yes or no, with what was added to it: a tick, a word, a word and a sentence; anything else is not read."""

import re
from dataclasses import dataclass

from caseward.kernel.forms import labels, marks
from caseward.kernel.forms.definitions import Option, Vocabulary
from caseward.kernel.reading import Unreadable
from caseward.kernel.wording import gettext_noop


YES, NO = "YES", "NO"

_NEITHER = gettext_noop("This begins with neither Yes nor No.")
_DETAIL_ALONE = gettext_noop("There are details, but neither Yes nor No.")
_BOTH = gettext_noop("Both Yes and No are given.")
_FIRST_WORD = re.compile(r"[^\w]*(?P<word>\w+)(?P<sign>\s*[-–—:;,.!\n/]+\s*|\s+|$)(?P<rest>.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class YesOrNo:
    """An answer of YES or NO, and the details as given ("" when there are none)."""

    answer: str
    detail: str


def read(main: str, *, detail: str, words: Vocabulary) -> YesOrNo | Unreadable | None:
    """Read an answer and its details; None when neither was given (an empty box is not a No)."""
    if not main.strip():
        return Unreadable(_DETAIL_ALONE) if detail.strip() else None
    boxes = marks.choices(main)
    found = _from_boxes(boxes, words) if boxes else _from_words(main, words)
    if isinstance(found, YesOrNo):
        return YesOrNo(found.answer, "\n".join(filter(None, (found.detail, detail.strip()))))
    if found is None and detail.strip():
        return Unreadable(_DETAIL_ALONE)
    return found


def basis_of(text: str, options: tuple[Option, ...]) -> str | None:
    """The one option which the text says it rests on: ticked, alone, or before a colon; None if it does not say."""
    ticked = [choice.words for choice in marks.choices(text) if choice.ticked]
    said = labels.plain(ticked[0] if len(ticked) == 1 else re.split(r"[:\n]", text, maxsplit=1)[0])
    found = [option.code for option in options if said in option.words]
    return found[0] if found and len(ticked) < 2 else None


def _from_boxes(boxes: tuple[marks.Choice, ...], words: Vocabulary) -> YesOrNo | Unreadable | None:
    if len(boxes) == 1 and not boxes[0].words:
        return YesOrNo(YES, "") if boxes[0].ticked else None
    read = [(choice.ticked, _from_words(choice.words, words, is_option=True)) for choice in boxes]
    ticked = [found for is_ticked, found in read if is_ticked]
    if len(ticked) != 1:
        return Unreadable(_BOTH) if ticked else None
    if not isinstance(ticked[0], YesOrNo):
        return Unreadable(_NEITHER)
    details = [found.detail for _, found in read if isinstance(found, YesOrNo)]
    return YesOrNo(ticked[0].answer, "\n".join(filter(None, details)))


def _from_words(text: str, words: Vocabulary, *, is_option: bool = False) -> YesOrNo | Unreadable:
    match = _FIRST_WORD.match(text)
    first = _answer(match["word"], words) if match else None
    if match is None or first is None:
        return Unreadable(_NEITHER)
    rest = match["rest"].strip()
    if _takes_it_back(first, match["sign"], rest, words):
        return Unreadable(_BOTH)
    parted = is_option or match["sign"].strip(" \t") or rest[:1].isupper() or rest[:1] in {"(", "["}
    # "No action taken yet" would lose its sense without its first word.
    return YesOrNo(first, rest if parted or not rest else text.strip())


def _takes_it_back(first: str, sign: str, rest: str, words: Vocabulary) -> bool:
    """Whether the other answer follows at once: "Yes/No", "yes and no"; but not "Yes, no outcome so far"."""
    said = labels.plain(rest).split(" ")
    joined = said[0] in {"and", "or"}
    others = {_answer(word, words) for word in said[joined : joined + 1]} - {first, None}
    return bool(others) and (joined or "/" in sign or len(said) == 1)


def _answer(word: str, words: Vocabulary) -> str | None:
    said = labels.plain(word)
    if said in words.yes:
        return YES
    return NO if said in words.no else None
