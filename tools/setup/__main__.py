"""The steps of setting up, by name."""

import sys
from collections.abc import Callable


if sys.version_info[:2] != (3, 11):
    sys.exit("Caseward needs Python 3.11. On Debian 12, as root: apt-get install python3 python3-venv")

from tools.setup import assets, environment, problems, system


STEPS: dict[str, Callable[[], None]] = {
    "runtime": lambda: environment.make("runtime"),
    "dev": lambda: environment.make("dev"),
    "match": lambda: environment.make("match"),
    "measure": lambda: environment.make("measure"),
    "nation": lambda: environment.make("nation"),
    "assets": assets.make,
    "test-system": lambda: system.ensure(system.FOR_TESTS),
}


def main(names: list[str]) -> int:
    """Take the steps in turn; 0 when all are done."""
    unknown = sorted(set(names) - set(STEPS))
    if unknown or not names:
        print(f"Unknown: {', '.join(unknown) or 'nothing was asked for'}. Steps: {', '.join(STEPS)}")
        return 2
    try:
        for name in names:
            STEPS[name]()
    except problems.Unmet as unmet:
        print(f"\n{unmet}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
