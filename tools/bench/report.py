"""The table, the JSON and the page in docs/reference."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from tools.bench.measuring import Alone, Crowded
from tools.bench.pages import Page


HEAD = ("what", "p50 ms", "p95 ms", "bar", "server CPU ms", "database CPU ms", "a second, 8 clients")


RLS = "times the same without row-level security"
BARS = {
    "referrals saved a second": "at least 90",
    "deep page of cases, times page 1": "at most 1.2",
    f"My work, {RLS}": "at most 1.3",
    f"cases, page 1, {RLS}": "at most 1.3",
    f"cases of all units, page 1, {RLS}": "at most 1.3",
    "create a case with person, owner, first note, ledger: p50 ms": "at most 20",
    "create a case with person, owner, first note, ledger: p95 ms": "at most 35",
    "a save with its ledger, times one without": "at most 1.15",
    "cases taken over a second, by 2 importers": "at least 800",
    "memory of two server processes, MB": "at most 250",
    **{
        f"found among the first ten: {kind}{beside}": f"at least {least}"
        for kind, least in {
            "exact": "1.00",
            "one typo": "0.99",
            "sound-alike": "0.99",
            "swapped": "0.99",
            "typos in both names": "0.95",
        }.items()
        for beside in ("", ", by the name alone")
    },
    "seconds to verify a million entries": "at most 15",
    **{
        f"told apart by the clock: {what} (AUC)": "0.47 to 0.53"
        for what in (
            "search, 1 hidden",
            "search, 100 hidden",
            "duplicate, 1 hidden",
            "duplicate, 100 hidden",
            "reference",
        )
    },
}


@dataclass(frozen=True, slots=True)
class Line:
    """One page measured alone and crowded."""

    page: Page
    alone: Alone
    crowded: Crowded

    @property
    def cells(self) -> tuple[str, ...]:
        """The line of the table."""
        bar = f"{self.page.p50:.0f} / {self.page.p95:.0f}" if self.page.p50 else "floor"
        return (
            self.page.name, f"{self.alone.p50:.1f}", f"{self.alone.p95:.1f}", bar, f"{self.alone.server:.1f}",
            f"{self.alone.database:.1f}", f"{self.crowded.rate:.0f}",
        )  # fmt: skip


@dataclass
class Report:
    """Everything one run found."""

    cases: int
    people: int
    at: str
    lines: list[Line] = field(default_factory=list)
    besides: dict[str, float] = field(default_factory=dict)
    load: float = 0.0

    def table(self) -> str:
        """For the screen and for the page."""
        return markdown(HEAD, [line.cells for line in self.lines])

    def figures(self) -> str:
        """What was measured besides, each figure beside its bar."""
        rows = [(name, f"{value:.4g}", BARS.get(name, "")) for name, value in self.besides.items()]
        return markdown(("what", "figure", "bar"), rows)

    def json(self) -> str:
        """For comparing one run with another."""
        found: Mapping[str, Any] = {
            "cases": self.cases, "people": self.people, "at": self.at, "machine": machine(), "load": self.load,
            "lines": [
                {
                    "what": line.page.name,
                    "bar": [line.page.p50, line.page.p95],
                    "crowded": asdict(line.crowded),
                    **asdict(line.alone),
                }
                for line in self.lines
            ],
            "besides": self.besides,
        }  # fmt: skip
        return json.dumps(found, indent=2)

    def page(self, growth: Sequence["Report"]) -> str:
        """The page of the reference: this run, and how the cost grows from world to world."""
        return PAGE.format(
            cases=f"{self.cases:,}", people=f"{self.people:,}", at=self.at, machine=machine(), load=f"{self.load:.1f}",
            table=self.table(), besides=self.figures(), growth=grown(growth),
        )  # fmt: skip


PAGE = """# Benchmark

`make bench` measures and writes this page; nothing else does. `make bench CASES=10000` asks for another size.

{cases} cases among {people} people, on {machine}; {at}. The load of the machine when the run began was {load}: other
work makes every figure worse, and the floors show by how much. Two server processes, the embedded database as it is
shipped, sign-in, row-level security and the look written to the ledger. Milliseconds until the last byte was read; CPU
from `/proc`.

{table}

{besides}

## Growth

CPU of server and database together, in milliseconds, for the same page in worlds of different size. The last column
is the largest world over the smallest; from 1,000 to 100,000 cases the bar is 1.25.

{growth}
"""


def grown(reports: Sequence[Report]) -> str:
    """One column for each size."""
    by_page = {
        report.cases: {line.page.name: line.alone.server + line.alone.database for line in report.lines}
        for report in reports
    }
    names = dict.fromkeys(name for found in by_page.values() for name in found)
    rows = [
        (
            name,
            *(f"{found[name]:.1f}" if name in found else "" for found in by_page.values()),
            _times(name, by_page),
        )
        for name in names
    ]
    return markdown(("what", *(f"{cases:,} cases" for cases in by_page), "times"), rows)


def _times(name: str, by_page: Mapping[int, Mapping[str, float]]) -> str:
    """The largest world over the smallest; nothing where one of them does not know the page."""
    smallest, largest = by_page[min(by_page)].get(name), by_page[max(by_page)].get(name)
    return f"{largest / smallest:.2f}" if smallest and largest and len(by_page) > 1 else ""


def markdown(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table whose columns stand under each other."""
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [head, ["-" * width for width in widths], *rows]
    return "\n".join(
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) + " |"
        for line in lines
    )


def machine() -> str:
    """Processor, how many of it, and memory."""
    names = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    name = names[0].partition(":")[2].strip() if names else platform.machine()
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} processors ({name}), {gigabytes:.0f} GB"


def read(file: Path) -> Report:
    """An earlier run."""
    found = json.loads(file.read_text("utf-8"))
    report = Report(
        found["cases"], found["people"], found["at"], besides=found["besides"], load=found["load"]
    )
    for line in found["lines"]:
        alone = Alone(line["p50"], line["p95"], line["server"], line["database"])
        page = Page(line["what"], line["bar"][0], line["bar"][1], make=_nothing)
        report.lines.append(Line(page, alone, Crowded(**line["crowded"])))
    return report


def _nothing(_browser: object) -> Any:  # noqa: ANN401  an earlier run is never run again
    raise NotImplementedError
