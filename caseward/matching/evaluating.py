"""How good the matching is on people of whom the truth is known: trained without it, judged by it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from caseward.kernel.identity import Nicknames
from caseward.matching import editions, febrl, invented, linking, measuring, store, training
from caseward.matching.measuring import Answer, Pair
from caseward.matching.records import Record


@dataclass(frozen=True, slots=True)
class Trial:
    """One set of records, and by which fields they are compared."""

    name: str
    fields: str
    given: Sequence[Record]


@dataclass(frozen=True, slots=True)
class Result:
    """What a trial came to; `answers` by how pairs were chosen."""

    trial: Trial
    pairs: int
    kept: float
    answers: Mapping[str, Answer]


NAMES_AND_BIRTH, AND_ADDRESS = "names and date of birth", "names, date of birth and address"
INVENTED, SEED = "invented", 11


def trials(names: Sequence[str], *, count: int) -> Iterator[Trial]:
    """The trials of these sets, FEBRL by name, or our own generator; the identity number is in none."""
    for name in names:
        if name == INVENTED:
            yield Trial(name, "all but numbers", [*invented.records(count, seed=SEED)])
        else:
            files = [febrl.place_of(file) for file in febrl.SETS[name]]
            for fields, with_address in ((AND_ADDRESS, True), (NAMES_AND_BIRTH, False)):
                yield Trial(name, fields, [*febrl.read(files, with_address=with_address)])


def tried(trial: Trial, *, base: Mapping[str, Any], nicknames: Nicknames, strangers: int) -> Result:
    """Learn weights from the records without their labels, weigh every pair, and hold the labels against it."""
    with store.opened() as opened:
        _, pairs = linking.load(opened, trial.given)
        table = training.learnt(opened, base=base, nicknames=nicknames, strangers=strangers)
        found = linking.weighed(opened, model=editions.checked(table), nicknames=nicknames)
        totals = {measuring.in_order(one.ours, one.theirs): one.total for one in found}
    true = measuring.true_pairs(trial.given)
    entities = {record.id: record.entity for record in trial.given}
    answers = {
        how: measuring.judged(said, true=true, entities=entities) for how, said in _said(totals, trial)
    }
    return Result(trial, pairs, len(true & totals.keys()) / (len(true) or 1), answers)


def _said(
    totals: Mapping[Pair, float], trial: Trial
) -> Iterator[tuple[str, Mapping[float, Collection[Pair]]]]:
    """Pair by pair; and as the two kinds of file allow: each record once, or whatever chains of pairs join."""
    plain = measuring.at_thresholds(totals)
    yield "pair by pair", plain
    if trial.given[0].side:
        yield "each record once", measuring.at_thresholds(measuring.one_to_one(totals))
    else:
        yield "chains joined", {at: measuring.closed(pairs) for at, pairs in plain.items()}
