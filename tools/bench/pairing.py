"""Matching in bulk among invented people of whom the truth is known: how long it takes, how much, and how well.

Usage: python -m tools.bench.pairing [--records N]

The last run of each size is kept in var/bench, for the page of the benchmark.
"""

import argparse
import json
import resource
import sys
import time
from collections.abc import Iterable
from pathlib import Path

from caseward.matching import batching, editions, invented, linking, measuring, store
from caseward.matching.blocking import Bounds


RECORDS, SEED = 20_000, 11
# For a million: common names share their keys with thousands, and who is one person shares many keys or a rare one.
BOUNDS = Bounds(largest_block=50, least_shared=4, rare=6)
WORD = "likely"
FOLDER = Path(__file__).resolve().parents[2] / "var" / "bench"


def main() -> int:
    """Pair the records of a store of its own; prints one line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m tools.bench.pairing", description=__doc__)
    parser.add_argument("--records", type=int, default=RECORDS)
    given = [*invented.records(parser.parse_args().records, seed=SEED)]
    true = measuring.true_pairs(given)
    began, spent = time.monotonic(), time.process_time()
    model = editions.model_of(editions.LIVE)
    with store.opened() as opened:
        _, pairs = linking.load(opened, given, bounds=BOUNDS)
        least = batching.least_bits(model, WORD)
        scores = linking.weighed(opened, model=model, nicknames=editions.nicknames(), least=least)
        found = {measuring.in_order(one.ours, one.theirs) for one in scores}
    right = len(found & true)
    said = measuring.Figures(right, len(found) - right, len(true) - right)
    figures = {
        "records": len(given), "pairs": pairs, "seconds": time.monotonic() - began,
        "of its own CPU": time.process_time() - spent, "memory, MB": _memory(),
        "precision": said.precision, "recall": said.recall, "F1": said.f1,
    }  # fmt: skip
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"paired-{len(given)}.json").write_text(json.dumps(figures), "utf-8")
    print(json.dumps(figures))
    return 0


def kept() -> Iterable[Path]:
    """The last run of each size."""
    return FOLDER.glob("paired-*.json")


def _memory() -> float:
    """The most that was held at once."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main())
