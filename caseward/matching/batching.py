"""Candidate pairs as a file for whoever reviews them: ids, levels and weights, and nothing that names anybody."""

import json
import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from caseward.kernel.identity import Likelihood, MatchModel
from caseward.matching.scoring import Score


MODE = 0o600


class Refused(Exception):
    """The file cannot be written; the message is a sentence."""


def least_bits(model: MatchModel, word: str) -> float:
    """The least total that earns a word: "possible", "likely" or "very likely"."""
    chance = next(model.words[one] for one in Likelihood if one.value == word)
    return model.bits_of(chance)


def write(scores: Iterable[Score], *, place: Path, model: MatchModel) -> int:
    """Write a new file that its owner alone can read, a line a pair, best first; how many there were."""
    try:
        opened = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, MODE)
    except FileExistsError as there:
        raise Refused(f"{place} is there already; give a name that is not.") from there
    count = 0
    with os.fdopen(opened, "w", encoding="utf-8") as file:
        for count, score in enumerate(scores, 1):  # noqa: B007  counted while it is written
            file.write(json.dumps(_said(score, model), separators=(",", ":")) + "\n")
    return count


def _said(score: Score, model: MatchModel) -> dict[str, Any]:
    return {
        "ours": score.ours,
        "theirs": score.theirs,
        "edition": f"{model.key}-{model.version}",
        "weight": round(score.total, 3),
        "probability": round(score.probability, 6),
        "fields": {
            field.value: [level, round(score.weights[field], 3)] for field, level in score.levels.items()
        },
    }
