"""Each function of the database stands in one file, so that whoever reads it there has read what runs."""

import re
from collections import defaultdict

from tests.guards.walking import ROOT


CREATED = re.compile(r"^create (?:or replace )?function (sec\.\w+)\(", re.MULTILINE | re.IGNORECASE)


def files_of_functions() -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for path in sorted((ROOT / "caseward").rglob("*.sql")):
        for name in CREATED.findall(path.read_text()):
            found[name].append(path.relative_to(ROOT).as_posix())
    return found


def test_no_function_is_written_twice() -> None:
    """A later file that says the earlier one anew leaves a reader with the wrong one."""
    found = files_of_functions()

    assert len(found) > 100  # otherwise the pattern finds nothing, and nothing is proved
    assert {name: files for name, files in found.items() if len(files) > 1} == {}
