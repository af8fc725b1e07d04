"""How common names are among the records: the commonest by name, all others by what a rare one is."""

from collections import Counter
from typing import Any

from caseward.kernel.identity.frequencies import COUNTED, term
from caseward.kernel.identity.tables import LEAST_CHANCE
from caseward.matching import records
from caseward.matching.store import Store


# A name that fewer records bear is nobody's business in a published file.
LEAST_BEARERS, MOST_LISTED = 20, 100


def frequencies(store: Store) -> dict[str, Any]:
    """The shares of common names by field, and the chance that two people share a name that is not listed."""
    counted: dict[str, Counter[str]] = {field.value: Counter() for field in COUNTED}
    for (said,) in store.rows("select said from people"):
        name = records.from_line(said).person.name
        for field, counter in counted.items():
            counter[term(getattr(name, field))] += 1
    return {field: _shares(counter) for field, counter in counted.items()}


def _shares(counter: Counter[str]) -> dict[str, Any]:
    counter.pop("", None)
    total = sum(counter.values())
    listed = {word for word, count in counter.most_common(MOST_LISTED) if count >= LEAST_BEARERS}
    others = [count for word, count in counter.items() if word not in listed]
    rare = sum(count * count for count in others) / (sum(others) or 1) / (total or 1)
    common = {word: round(counter[word] / total, 6) for word in sorted(listed)}
    return {"rare": round(max(rare, LEAST_CHANCE), 7), "common": common}
