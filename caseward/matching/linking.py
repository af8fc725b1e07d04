"""One run from records to weighed pairs: loaded, blocked, compared by the kernel, weighed by Splink."""

from collections.abc import Iterable, Iterator

from caseward.kernel.identity import MatchModel, Nicknames
from caseward.matching import blocking, scoring, vectors
from caseward.matching.blocking import EVERY, Bounds
from caseward.matching.records import Record
from caseward.matching.scoring import Score
from caseward.matching.store import Store


def load(store: Store, given: Iterable[Record], *, bounds: Bounds = EVERY) -> tuple[int, int]:
    """Put the records into an empty store and pair them; how many records and pairs there are."""
    return blocking.load(store, given), blocking.pair(store, bounds)


def weighed(
    store: Store,
    *,
    model: MatchModel,
    nicknames: Nicknames,
    least: float | None = None,
) -> Iterator[Score]:
    """Every pair of a loaded store that weighs so many bits at least, best first."""
    vectors.compare(store, pairs="pairs", into="compared", model=model, nicknames=nicknames)
    scoring.weigh(store, vectors="compared", into="weighed", model=model)
    return scoring.scores(store, weighed="weighed", model=model, least=least)
