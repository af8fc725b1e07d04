"""Exports as files, in a folder and in an archive."""

import zipfile
from collections.abc import Callable
from pathlib import Path

from tests.kernel import ledger_exports as made


Files = dict[str, bytes]
Make = Callable[[Path, Files], Path]
Verify = Callable[..., tuple[int, list[str]]]

ENTRIES = made.bodies(12)
FILES: Files = {
    "entries.jsonl": b"".join(made.lines(ENTRIES)),
    "key.pem": made.pem(),
    "checkpoints/000005.txt": made.checkpoint(ENTRIES, 5).text,
    "checkpoints/000012.txt": made.checkpoint(ENTRIES, 12).text,
    "inclusion.json": made.inclusion(ENTRIES, 3, 12),
    "consistency.json": made.consistency(ENTRIES, (5, 12)),
}
RENUMBERED = FILES | {"entries.jsonl": FILES["entries.jsonl"].replace(b'"index":7', b'"index":8')}
WARNING = (
    "Note:   Signatures are checked against the key inside the export, which whoever made the export chose. "
    "Give --key to trust another."
)
SIGNED = (
    "Holds:  Checkpoints with a good signature: 2. "
    f"The last covers 12 entries, signed 2026-11-21 23:17:00 UTC by {made.ORIGIN}."
)
GOOD = f"""\
{WARNING}
{SIGNED}
Holds:  Entries: 12. All that are signed are there, in order and unchanged.
Holds:  The entry in inclusion.json is entry 3 of the 12 over which checkpoints/000012.txt was signed.
Holds:  The ledger of 12 entries begins with the ledger of 5 entries.
Everything that was checked holds."""


def folder(place: Path, files: Files) -> Path:
    for name, content in files.items():
        target = place / "export" / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    return place / "export"


def archive(place: Path, files: Files, method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(place / "export.zip", "w", method) as one:
        for name, content in files.items():
            one.writestr(name, content)
    return place / "export.zip"


def without(*names: str) -> Files:
    return {name: content for name, content in FILES.items() if name not in names}
