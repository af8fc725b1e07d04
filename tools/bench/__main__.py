"""Build a world, measure it, say what was found.

Usage: python -m tools.bench [--cases N] [--people N] [--quick] [--page]
"""

import argparse
import itertools
import os
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from caseward.kernel.dates import PartialDate
from caseward.kernel.identity import Name
from tools.bench import besides, client, errors, house, pages, people
from tools.bench.measuring import CLIENTS, alone, crowded
from tools.bench.report import Line, Report, read


ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "var" / "bench"
PAGE = ROOT / "docs" / "reference" / "benchmark.md"
PEOPLE_FOR_A_CASE = 5
WARMING = 60  # so that the connections know the plans, as they do within minutes of a working day


def main() -> int:
    """Measure one size; with --page write the page from every size measured so far."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    parser.add_argument("--cases", type=int, default=200_000)
    parser.add_argument("--people", type=int, default=0, help="five for each case, unless said otherwise")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--times", type=int, default=100, help="requests of one client for each line")
    asked = parser.parse_args()
    count = asked.people or PEOPLE_FOR_A_CASE * asked.cases
    print(f"{asked.cases:,} cases among {count:,} people in {asked.folder / str(asked.cases)}")
    with house.opened(asked.folder / str(asked.cases), cases=asked.cases, people=count) as opened:
        report = measured(opened, asked.cases, count, times=asked.times)
    file = asked.folder / f"{asked.cases}.json"
    file.write_text(report.json(), "utf-8")
    print(f"\n{report.table()}\n")
    print(report.figures())
    PAGE.write_text(
        report.page(sorted(map(read, asked.folder.glob("[0-9]*.json")), key=lambda one: one.cases)), "utf-8"
    )
    print(f"\nWritten: {file} and {PAGE}")
    return 0


def measured(opened: house.House, cases: int, count: int, *, times: int) -> Report:
    """Every line, one after another."""
    report = Report(cases, count, time.strftime("%d %B %Y"), load=os.getloadavg()[0])
    named = {name: _signed_in(opened, name) for name in ("u001-02", "u001-01", "u001-00")}
    officer, chief, wide = named.values()
    sets: list[tuple[client.Browser, list[pages.Page]]] = [
        (officer, pages.floors()),
        (officer, pages.of_an_officer(officer)),
        (chief, pages.of_intake()),
        (chief, pages.of_a_supervisor()),
        (wide, pages.of_many_units(wide)),
        (wide, [pages.search("find a person", _words(cases, count, lambda name, _: name))]),
        (wide, [pages.search("find a person, misspelt", _words(cases, count, errors.typo))]),
    ]
    for browser, lines in sets:
        for page in lines:
            report.lines.append(_line(opened, browser, page, times=times))
            print("  ".join(report.lines[-1].cells), flush=True)
    report.besides = besides.figures(opened, cases, count, report.lines)
    return report


def _line(opened: house.House, browser: client.Browser, page: pages.Page, *, times: int) -> Line:
    for once in page.make(browser)(WARMING):
        once()
    single = alone(opened, page.make(browser), times=times)
    together = crowded([page.make(browser.copy()) for _ in range(CLIENTS)], times=max(10, times // 4))
    return Line(page, single, together)


def _signed_in(opened: house.House, name: str) -> client.Browser:
    browser = client.Browser(opened.plan.port)
    browser.sign_in(name, house.PASSWORD)
    return browser


def _words(cases: int, count: int, spoil: Callable[[Name, random.Random], Name]) -> Iterator[str]:
    """What somebody types who looks for one of those that are there."""
    units = max(1, cases // 1_000)
    chance = random.Random(5)  # noqa: S311  invented people need no secrets
    while True:
        some = people.people(count // units, seed=chance.randint(1, units))
        for person in itertools.islice(some, 20):
            name = spoil(person.name, chance)
            born = person.born
            day = f"{born.day:02}/{born.month:02}/{born.year}" if isinstance(born, PartialDate) else ""
            yield f"{name.surname}, {name.forenames}, {day}"


if __name__ == "__main__":
    sys.exit(main())
