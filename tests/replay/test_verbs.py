"""Every verb of the grammar is done somewhere, once, and says what the definitions say."""

from caseward.kernel.replays import VERBS
from caseward.kernel.replays.threats import INCIDENTS
from caseward.replay.verbs import (
    DOINGS,
    absent,
    emergency,
    ending,
    happening,
    intake,
    opening,
    owning,
    providing,
    pursuing,
    serving,
    sharing,
    sitting,
    speaking,
    threatening,
    transferring,
    waiting,
    working,
)
from caseward.threats.vocabulary import published


def test_each_verb_is_done_in_one_place() -> None:
    modules = (
        absent,
        emergency,
        ending,
        happening,
        intake,
        opening,
        owning,
        providing,
        pursuing,
        serving,
        sharing,
        sitting,
        speaking,
        threatening,
        transferring,
    )
    named = [name for one in (*modules, waiting, working) for name in one.DOINGS]

    assert sorted(named) == sorted({one.name for one in VERBS})
    assert set(DOINGS) == set(named)


def test_incidents_are_of_the_published_kinds() -> None:
    assert set(INCIDENTS.values()) == set(published()["incident"])
