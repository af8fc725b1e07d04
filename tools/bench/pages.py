"""What is measured over HTTP: the pages that people open all day and the forms that they send."""

import functools
import itertools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from tools.bench.client import Browser, Fields, Unexpected
from tools.bench.measuring import Once, Ready


PREVIOUS = re.compile(r'href="([^"]*)" rel="prev"')
CASE = re.compile(r'href="(/cases/[0-9a-f-]{36}/)"')
FIRST_LISTED = 5
TYPED = "/referrals/start/typed/"
EDITED = ("concerns.concern_narrative", "referrer.forenames", "referrer.surname")


@dataclass(frozen=True, slots=True)
class Page:
    """One line of the table: what it is called, its bar in milliseconds (0: none), and how one client does it once."""

    name: str
    p50: float
    p95: float
    make: Callable[[Browser], Ready]


def floors() -> list[Page]:
    """What the same server costs without us."""
    return [
        Page(name, 0, 0, opening(f"/bench/{where}/"))
        for name, where in (
            ("empty view", "empty"),
            ("one row by key", "one-row"),
            ("25 rows in a bare template", "rows"),
        )
    ]


def of_an_officer(browser: Browser) -> list[Page]:
    """The day of somebody with forty cases among the unit's thousand."""
    listed = CASE.findall(browser.get("/cases/").body)
    cases = list(dict.fromkeys(listed))[:FIRST_LISTED]
    return [
        Page("My work", 12, 25, opening("/")),
        Page("cases, page 1", 12, 25, opening("/cases/")),
        Page("referrals decided, page 1", 12, 25, opening("/referrals/?show=decided")),
        Page("open a case", 20, 35, opening(*cases)),
        Page("chronology of a case", 20, 35, opening(*(f"{case}chronology/" for case in cases))),
        Page("save a note on a case", 15, 30, sending(*(f"{case}note/" for case in cases), fields=_note)),
    ]


def of_intake() -> list[Page]:
    """What whoever takes referrals in does."""
    return [
        Page("save a referral", 20, 35, sending(TYPED, fields=_referral)),
        Page("edit an answer of a referral", 15, 30, _editing),
    ]


def of_a_supervisor() -> list[Page]:
    """The boards of somebody who leads one unit of a thousand cases among many."""
    return [
        Page("team board", 50, 100, opening("/team/")),
        Page("exceptions board", 50, 100, opening("/exceptions/")),
        Page("exceptions board, one part", 50, 100, opening("/exceptions/?part=late")),
    ]


def of_many_units(browser: Browser) -> list[Page]:
    """Lists of somebody who knows every unit: the first page, and the deepest that is found by its key."""
    last = browser.get("/cases/?before=end")
    before = PREVIOUS.search(last.body)
    if last.status != 200 or before is None:
        raise Unexpected("The last page of the cases did not come.")
    return [
        Page("cases of all units, page 1", 12, 25, opening("/cases/")),
        Page("cases of all units, last page but one", 12, 25, opening(f"/cases/{unescape(before[1])}")),
    ]


def search(name: str, words: Iterator[str]) -> Page:
    """Finding people by words."""
    finding = sending("/find/", fields=lambda: {"words": next(words)}, expects=200)

    def make(browser: Browser) -> Ready:
        _send(
            browser, "/find/", browser.form("/find/") | {"words": next(words)} | WHY, 200
        )  # asked once an hour
        return finding(browser)

    return Page(name, 25, 40, make)


def opening(*paths: str) -> Callable[[Browser], Ready]:
    """Open the pages in turn."""

    def make(browser: Browser) -> Ready:
        turn = itertools.cycle(paths)
        return lambda times: [functools.partial(_open, browser, next(turn)) for _ in range(times)]

    return make


def sending(*paths: str, fields: Callable[[], Fields], expects: int = 302) -> Callable[[Browser], Ready]:
    """Open the forms, which is not counted, and send them, which is."""

    def make(browser: Browser) -> Ready:
        turn = itertools.cycle(paths)

        def once() -> Once:
            path = next(turn)
            return functools.partial(_send, browser, path, browser.form(path) | fields(), expects)

        return lambda times: [once() for _ in range(times)]

    return make


def _editing(browser: Browser) -> Ready:
    """Correct answers of fresh referrals, each of them once: a form that was opened before another edit is stale."""

    def forms() -> Iterator[Once]:
        while True:
            sent = browser.send(TYPED, browser.form(TYPED) | _referral())
            where = sent.location.split("#")[0].removesuffix("check/")
            for field in EDITED:
                path = f"{where}check/{field}/"
                yield functools.partial(
                    _send, browser, path, browser.form(path) | {field: f"Corrected {_number()}"}, 302
                )

    return lambda times: list(itertools.islice(forms(), times))


def _open(browser: Browser, path: str) -> float:
    return browser.get(path).seconds


def _send(browser: Browser, path: str, fields: Fields, expects: int) -> float:
    answer = browser.send(path, fields)
    if answer.status != expects:
        raise Unexpected(f"{path} answered {answer.status}")
    return answer.seconds


WHY = {"why": "reason", "reason": "quality", "because": "Measured among invented people."}


def _note() -> Fields:
    return {"text": "Spoke with the school by telephone. Nothing new.", "nature": "FACT"}


def _referral() -> Fields:
    number = _number()
    return {
        "individual.forenames": "Ewart",
        "individual.surname": f"Beck{number % 7919}",
        "individual.phones": f"07{number:09}",
        "concerns.concern_narrative": "Says that a named teacher deserves what is coming.",
        "referrer.forenames": "Dana",
        "referrer.surname": "Okafor",
    }


def _number() -> int:
    return random.randint(0, 10**8)  # noqa: S311  an invented telephone number
