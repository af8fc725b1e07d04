"""Write the reference, or compare it.

Usage: python -m tools.reference [FOLDER]           write the pages (docs/reference)
       python -m tools.reference --check [FOLDER]   name every page that the code no longer agrees with
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

import django


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caseward.config.settings_test")
django.setup()

# Models can only be imported after this.
from tools.reference import citations, pages  # noqa: E402


ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "reference"
MEASURED = "benchmark.md"  # written by `make bench`: what was measured is not derived from the code


def main(arguments: Sequence[str]) -> int:
    """Write or compare; 0 when all is well."""
    parser = argparse.ArgumentParser(prog="python -m tools.reference", description="The reference pages.")
    parser.add_argument("folder", nargs="?", type=Path, default=FOLDER)
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    asked = parser.parse_args(arguments)
    written = pages.written(ROOT)
    if asked.check:
        return _compare(asked.folder, written)
    _write(asked.folder, written)
    return 0


def _write(folder: Path, written: Mapping[str, str]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in {*written, MEASURED}:
            old.unlink()
    for name, text in written.items():
        (folder / name).write_text(text, "utf-8")
    print(f"{len(written)} pages written to {folder}")


def _compare(folder: Path, written: Mapping[str, str]) -> int:
    there = {page.name: page.read_text("utf-8") for page in folder.glob("*.md") if page.name != MEASURED}
    drifted = sorted(name for name in {*there, *written} if there.get(name) != written.get(name))
    for name in drifted:
        print(f"{folder / name} is not what the code says. Write it anew with: make docs", file=sys.stderr)
    missing = citations.of_nothing(ROOT)
    for document, test in missing:
        print(f"{document} names {test}, and there is no such test.", file=sys.stderr)
    return 1 if drifted or missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
