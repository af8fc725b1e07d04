"""Which records are compared at all: those that share enough keys, none of which too many share."""

from itertools import combinations

from caseward.kernel.identity.blocking import key_numbers
from caseward.kernel.identity.pairing import pairing_keys
from caseward.matching import blocking, invented, measuring, store
from caseward.matching.blocking import Bounds
from caseward.matching.measuring import Pair
from caseward.matching.records import Record


RECORDS = [*invented.records(150, seed=3)]


def paired(bounds: Bounds) -> set[Pair]:
    with store.opened() as opened:
        blocking.load(opened, RECORDS)
        count = blocking.pair(opened, bounds)
        rows = [*opened.rows("select ours, theirs from pairs")]
        assert len(rows) == count
        return {measuring.in_order(RECORDS[ours].id, RECORDS[theirs].id) for ours, theirs in rows}


def keys(record: Record) -> set[int]:
    return set(key_numbers(pairing_keys(record.person)))


def test_pairs_share_as_many_narrow_keys_as_are_asked_for_or_a_rare_one() -> None:
    shares = {one.id: keys(one) for one in RECORDS}
    borne = [key for some in shares.values() for key in some]
    for least, largest, few in ((1, 200, 0), (2, 200, 0), (3, 20, 0), (4, 5, 0), (4, 20, 2), (9, 20, 3)):
        narrow, rare = ({key for key in set(borne) if borne.count(key) <= most} for most in (largest, few))
        expected = {
            measuring.in_order(one.id, other.id)
            for one, other in combinations(RECORDS, 2)
            if len(shares[one.id] & shares[other.id] & narrow) >= least
            or shares[one.id] & shares[other.id] & rare
        }
        assert paired(Bounds(largest_block=largest, least_shared=least, rare=few)) == expected


def test_more_shared_keys_cost_pairs_and_next_to_no_people() -> None:
    true = measuring.true_pairs(RECORDS)
    every, few = paired(Bounds()), paired(Bounds(least_shared=3))

    assert few < every
    assert len(few) < len(every) / 2
    assert len(few & true) >= 0.95 * len(every & true)
