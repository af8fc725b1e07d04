"""Every address of the running house, and what stands for its parts."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

from tests.blackbox.canaries import IN_FORCE
from tests.blackbox.houses import House


OPEN_CASE = f"cases_case where {IN_FORCE} and closed_at is null"
A_FILE = f"storage_storedfile where {IN_FORCE} and about_id in (select id from cases_case) order by created_at desc"
PRIYA = "(select id from accounts_user where username = 'priya')"
# Where the parts of an address are found, when the record is Northshire's. The file is the newest, which belongs to the
# case of these very tests: without an order another file of the same house decides what stands first.
FOUND = {
    "referral_id": f"select referral_id from {OPEN_CASE} and referral_id is not null order by id",
    "case_id": f"select about_id from {A_FILE}",
    "nominal_id": f"select nominal_id from {OPEN_CASE} and nominal_id is not null order by id",
    "other_id": f"select id from nominals_nominal where {IN_FORCE} order by id desc",
    "record_id": f"select id from {OPEN_CASE} order by id",
    "decision_id": f"select id from decisions_decisionrecord where {IN_FORCE} order by id",
    "entry_id": f"select id from chronology_entry where {IN_FORCE} and kind = 'NOTE' order by id",
    "loose_end_id": f"select id from cases_gap where {IN_FORCE} order by id",
    "clarification_id": f"select id from referrals_clarification where {IN_FORCE} order by id",
    "submission_id": f"select id from referrals_submission where {IN_FORCE} order by id",
    "file_id": f"select id from {A_FILE}",
    "officer_id": "select id from accounts_user where username = 'priya'",
    "user_id": "select id from accounts_user where username = 'priya'",
    "unit_id": "select id from organisations_unit where key = 'northshire-prevent'",
    "posting_id": f"select id from workforce_posting where user_id = {PRIYA}",
    "clearance_id": f"select id from workforce_clearance where user_id = {PRIYA}",
    "held_rank_id": f"select id from workforce_heldrank where user_id = {PRIYA}",
    "session_id": f"select id from sec.session where user_id = {PRIYA}",
}  # fmt: skip
# What nobody in this house has made: their own tests ask for them as strangers.
MADE_ELSEWHERE = frozenset({
    "person_id", "grant_id", "exclusion_id", "link_id", "opening_id", "ending_id", "trip_id", "notice_id", "line_id",
    "sample_id", "decoy_id", "name_id", "absence_id", "cover_id", "detail_id", "factor_id", "part_id", "tasking_id",
    "transfer_id", "relation_id", "item_id", "enquiry_id", "engagement_id", "clash_id", "threat_id",
    "sitting_id", "same_event_id",
})  # fmt: skip
# Of accounts and units; and of diaries, which open when it has been said what for.
OF_NO_RECORD = frozenset(
    {
        "user_id",
        "officer_id",
        "record_id",
        "unit_id",
        "posting_id",
        "clearance_id",
        "held_rank_id",
        "session_id",
    }
)
WORDS = {
    "fact": "partners_asked", "gate": "partners-asked", "kind": "gap", "name": "not-found",
    "field": "individual.surname", "pk": "1", "pathway": "nominal", "beginning": "person", "day": "2026-11-20",
    "decision": "return-of-certificate", "done": "added",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the dump of addresses."""

    name: str
    parts: tuple[str, ...]
    address: str

    @property
    def is_of_a_record(self) -> bool:
        """Whether a record that belongs to a compartment stands in it."""
        return bool(set(self.parts) & set(FOUND) - OF_NO_RECORD)

    def at(self, known: Mapping[str, str]) -> str:
        """The address with something in the place of each part; what is not known does not exist."""
        return self.address.format(
            **{part: known.get(part) or WORDS.get(part) or str(uuid4()) for part in self.parts}
        )


def routes(house: House) -> list[Route]:
    """Every address, as the running code has it."""
    lines = house.run("-m", "tools.routes").splitlines()
    said = [json.loads(line) for line in lines]
    return [Route(one["name"], tuple(part for part, _kind in one["parts"]), one["address"]) for one in said]


def northshires(house: House) -> dict[str, str]:
    """What is there, for those who may know of it."""
    return dict(_known(house))


def _known(house: House) -> Iterator[tuple[str, str]]:
    for part, query in FOUND.items():
        found = house.rows(f"{query} limit 1")
        if found:
            yield part, str(found[0][0])
