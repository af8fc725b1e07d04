"""What stands beside the table of pages: ratios, rates, memory, recall, and the ledger written out and verified."""

import json
import shutil
import subprocess
import sys
import time

from tools.bench import house, pairing, usage
from tools.bench.report import Line


MILLION = 1_000_000
IN_BULK = 2_000
IMPORTERS = 2
VERIFY = "import sys; from caseward import command_line; sys.exit(command_line.main(['verify', sys.argv[1]]))"
Figures = dict[str, float]


def figures(opened: house.House, cases: int, count: int, lines: list[Line]) -> Figures:
    """Everything, in the order in which it stands on the page."""
    size = ("--cases", str(cases), "--people", str(count))
    inside = json.loads(house.said(opened.plan, "runtime", "-m", "tools.bench.inside", *size))
    return {
        **_of_lines(lines),
        **_row_level_security(inside["row-level security"], lines),
        **_taken_over(opened, size),
        "memory of two server processes, MB": usage.memory(opened.web),
        **{f"found among the first ten: {name}": value for name, value in inside["recall"].items()},
        **_owed(opened),
        **_ledger(opened),
        **_replayed(),
        **_paired(),
        **_told_apart(),
        **{f"seconds to build: {name}": seconds for name, seconds in opened.built.items()},
    }


def _replayed() -> Figures:
    """A timeline in a world of its own, which is no part of the house that is measured."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.replaying"], check=True, capture_output=True, text=True
    )
    found = json.loads(done.stdout)
    return {f"seconds to replay {found['events']} events": found["seconds"]}


def _paired() -> Figures:
    """Records paired in bulk, in a store of their own: pairs of one person, judged by who they truly are.

    With what was measured of larger files on this machine, which takes too long to be measured every time.
    """
    subprocess.run([sys.executable, "-m", "tools.bench.pairing"], check=True, capture_output=True)
    told = ("pairs", "seconds", "of its own CPU", "memory, MB", "precision", "recall", "F1")
    kept = sorted((json.loads(file.read_text()) for file in pairing.kept()), key=lambda one: one["records"])
    return {
        f"{found['records']:,} records paired in bulk: {name}": found[name] for found in kept for name in told
    }


def _told_apart() -> Figures:
    """What the sealed are told by, if by anything; the house that is tried is one of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "tools.bench.probing"], check=True, capture_output=True, text=True
    )
    return {f"told apart by the clock: {what} (AUC)": auc for what, auc in json.loads(done.stdout).items()}


def _of_lines(lines: list[Line]) -> Figures:
    """Figures that compare one line of the table with another."""
    by_name = {line.page.name: line for line in lines}
    first, last = by_name["cases of all units, page 1"], by_name["cases of all units, last page but one"]
    return {
        "referrals saved a second": by_name["save a referral"].crowded.rate,
        "deep page of cases, times page 1": last.alone.p50 / first.alone.p50,
    }


def _row_level_security(spent: dict[str, tuple[float, float]], lines: list[Line]) -> Figures:
    """Of each page: as it was measured, over what it would take if its questions were asked without any policy."""
    whole = {line.page.name: line.alone.server + line.alone.database for line in lines}
    return {
        f"{page}, times the same without row-level security": whole[page] / (whole[page] - (bound - free))
        for page, (bound, free) in spent.items()
    }


def _taken_over(opened: house.House, size: tuple[str, ...]) -> Figures:
    """One case alone, many by one importer, and many by as many importers as build the world."""
    program = ("runtime", "-m", "tools.bench.importing", *size)
    alone = json.loads(house.said(opened.plan, *program))
    return {
        "create a case with person, owner, first note, ledger: p50 ms": alone["p50"],
        "create a case with person, owner, first note, ledger: p95 ms": alone["p95"],
        "a save with its ledger, times one without": alone["ledger"],
        "cases taken over a second, by one importer": _rate(opened, program, importers=1),
        f"cases taken over a second, by {IMPORTERS} importers": _rate(opened, program, importers=IMPORTERS),
    }


def _rate(opened: house.House, program: tuple[str, ...], *, importers: int) -> float:
    """From the first case of the first importer until the last of the last one."""
    role, *words = program
    parts = [(*words, "--bulk", str(IN_BULK), "--part", str(part)) for part in range(importers)]
    said = house.said_by_all(opened.plan, role, *parts)
    found = [json.loads(one) for one in said]
    took: float = max(one["ended"] for one in found) - min(one["began"] for one in found)
    return importers * IN_BULK / took


def _owed(opened: house.House) -> Figures:
    """How long it takes to work out again everything that is owed: when nothing has moved, and when everything has."""
    program = ("-m", "tools.bench.owing")
    settled = json.loads(house.said(opened.plan, "runtime", *program))
    house.run(opened.plan, "owner", *program, "--unsettle", quiet=True)
    return {
        "seconds to recompute what is owed, when no due day moves": settled,
        "seconds to recompute what is owed, when every due day moves": json.loads(
            house.said(opened.plan, "runtime", *program)
        ),
    }


def _ledger(opened: house.House) -> Figures:
    """How long it takes to seal, write out and verify everything the building left."""
    target = opened.plan.data.parent / f"ledger-{time.time():.0f}"
    began = time.perf_counter()
    sealed, entries = map(int, house.said(opened.plan, "owner", "-m", "tools.bench.sealing").split())
    sealing = time.perf_counter() - began
    starting = _seconds(opened, "manage.py", "seal_ledger")
    writing = _seconds(opened, "manage.py", "export_ledger", str(target))
    verifying = _seconds(opened, "-c", VERIFY, str(target))
    shutil.rmtree(target)
    return {
        "entries of the ledger": entries,
        "entries sealed a second": sealed / sealing,
        "floor: seconds to start a command": starting,
        "seconds to write all entries out": writing,
        "seconds to write a million entries out": max(0, writing - starting) * MILLION / entries,
        "seconds to verify all entries": verifying,
        "seconds to verify a million entries": verifying * MILLION / entries,
    }


def _seconds(opened: house.House, *arguments: str) -> float:
    began = time.perf_counter()
    house.run(opened.plan, "owner", *arguments, quiet=True)
    return time.perf_counter() - began
