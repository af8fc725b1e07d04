"""Checkpoints outside the database, where whoever rewrites the database cannot follow."""

import os
from pathlib import Path

from caseward.foundation.ledger.models import Checkpoint


def write_missing(folder: Path) -> int:
    """Write every checkpoint that the folder does not hold yet; a file that is there is never touched."""
    folder.mkdir(parents=True, exist_ok=True)
    held = {int(file.stem) for file in folder.glob("*.txt") if file.stem.isdigit()}
    missing = Checkpoint.objects.filter(size__gt=max(held, default=0)).order_by("size")
    for checkpoint in missing:
        _write_whole(folder / f"{checkpoint.size:018d}.txt", checkpoint.text)
    return len(missing)


def _write_whole(place: Path, text: str) -> None:
    half = place.with_suffix(".half")
    with half.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    half.rename(place)
