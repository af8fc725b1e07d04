"""Publish definitions: add their digests to FROZEN, which is the only way in; a published one is never changed.

Usage: python -m tools.freeze                      say what is published, what is a draft and what has changed
       python -m tools.freeze clocks/prevent.toml  publish these
       python -m tools.freeze --all                publish every draft
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from caseward.foundation.catalogue import DefinitionFault, frozen, load
from caseward.foundation.catalogue.files import PUBLISHED


def main(arguments: Sequence[str], *, folder: Path = PUBLISHED) -> int:
    """Publish what is named; 0 when everything named is published and nothing published has changed."""
    asked = _parser().parse_args(arguments)
    try:
        load(folder)
        names = frozen.drafts(folder) if asked.all else list(asked.names)
        return _tell_changed(folder) or (_publish(folder, names) if names else _tell_state(folder))
    except DefinitionFault as fault:
        return _refuse(str(fault))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tools.freeze", description="Publish definitions.")
    parser.add_argument(
        "names", nargs="*", help="files below caseward/definitions, such as clocks/prevent.toml"
    )
    parser.add_argument("--all", action="store_true", help="publish every draft")
    return parser


def _publish(folder: Path, names: Sequence[str]) -> int:
    published, waiting = frozen.frozen(folder), frozen.drafts(folder)
    for name in names:
        if name in published:
            return _refuse(f"{name} is published already.")
        if name not in waiting:
            return _refuse(f"There is no definition {name}.")
    added = {name: frozen.digest_of(folder / name) for name in names}
    (folder / frozen.LIST).write_text(frozen.written(published | added), encoding="utf-8")
    for name in names:
        print(f"published {name}")
    return 0


def _tell_changed(folder: Path) -> int:
    altered = frozen.changed(folder)
    for name in altered:
        _refuse(f"{name} is published and has changed since. Take the change back and add a new version.")
    return 1 if altered else 0


def _tell_state(folder: Path) -> int:
    for name in frozen.frozen(folder):
        print(f"published {name}")
    for name in frozen.drafts(folder):
        print(f"draft     {name}")
    return 0


def _refuse(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
