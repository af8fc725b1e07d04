"""Two people speak of one pair at the same moment: one word stands, and the other person is told in words."""

import threading
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid
from caseward.nominals import commands
from caseward.nominals.models import PersonLink
from caseward.nominals.vocabulary import OPEN, NominalId
from tests import cast
from tests.apps.nominals import pairs
from tests.apps.nominals import verbs as verbs_of


pytestmark = [pytest.mark.commits, pytest.mark.slow]

Verb = Callable[..., object]
Pair = tuple[NominalId, NominalId]


def at_once(pair: Pair, verbs: tuple[Verb, Verb]) -> list[object]:
    """Beth and Grace, each in a connection of her own; what came of it for each."""
    together = threading.Barrier(2)
    came: dict[str, object] = {}

    def say(who: str, verb: Verb, ids: Pair) -> None:
        try:
            with cast.acting(who) as ctx:
                together.wait(timeout=30)
                came[who] = _said(ctx, verb, ids)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=say, args=("beth", verbs[0], pair)),
        threading.Thread(target=say, args=("grace", verbs[1], pair[::-1])),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    return list(came.values())


def _said(ctx: Context, verb: Verb, ids: Pair) -> object:
    try:
        return verb(ctx, nominal_id=ids[0], other_id=ids[1], because=pairs.WHY)
    except Invalid as refused:
        return refused


@pytest.mark.parametrize(
    "verbs",
    [
        (commands.propose_link, commands.propose_link),
        (commands.propose_link, commands.tell_apart),
        (commands.tell_apart, commands.tell_apart),
    ],
    ids=["two proposals", "a link and its opposite", "told apart twice"],
)
def test_of_two_words_at_once_one_stands_and_the_other_is_refused_in_words(
    real_commits: None, verbs: tuple[Verb, Verb]
) -> None:
    with cast.acting("beth"), transaction.atomic():
        compartment_id = cast.compartment(pairs.HERE)
    with cast.acting("beth") as ctx:
        one, other = (
            NominalId(verbs_of.make(ctx, compartment_id=compartment_id, person=pairs.CALLUM))
            for _ in range(2)
        )
    came = at_once((one, other), verbs)

    assert sorted(isinstance(each, Invalid) for each in came) == [False, True]
    with cast.acting("beth"), transaction.atomic():
        assert PersonLink.objects.filter(state__in=OPEN).count() == 1
