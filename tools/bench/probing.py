"""Whether sealed people can be told by a clock: the soak's own probe, at a quarter of its rounds.

Usage: python -m tools.bench.probing
"""

import json
import os
import re
import subprocess
import sys


ROUNDS = {"SOAK": "1", "SOAK_SHARE": "0.25"}
PROBES = ("-m", "blackbox", "-k", "search or duplicate or reference", "--capture=no", "-p", "no:xdist")
TOLD = re.compile(r"S2, (.+), by the clock: AUC ([\d.]+)")


def main() -> int:
    """Print one line of JSON: the AUC of each probe, by the clock."""
    tried = subprocess.run(
        [sys.executable, "-m", "pytest", "tests/blackbox/test_timing.py", *PROBES],
        env={**os.environ, **ROUNDS}, check=False, capture_output=True, text=True,
    )  # fmt: skip
    said = tried.stdout + tried.stderr  # the figures stand beside what the tests say
    told = {what: float(auc) for what, auc in TOLD.findall(said)}
    if not told:
        sys.exit(f"Nothing was tried: {tried.stdout[-2_000:]}{tried.stderr[-2_000:]}")
    print(json.dumps(told))
    return 0


if __name__ == "__main__":
    sys.exit(main())
