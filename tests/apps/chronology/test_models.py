"""What the database refuses and to whom it shows an entry, whoever writes."""

from dataclasses import replace

import pytest
from psycopg.types.json import Jsonb

from caseward.chronology import commands
from caseward.chronology.vocabulary import Kind
from tests import cast, roles
from tests.apps.chronology.given import CALL, FIGHT, REFERRALS, entered
from tests.apps.obligations import secrecy


pytestmark = pytest.mark.django_db

TABLE = "chronology_entry"

# A row like the one that is there, with another id and some columns changed.
COPY = """
    insert into chronology_entry
        (id, compartment_id, created_at, created_by_id, about_id, about_kind, about_reference, kind, text, nature,
         occurred_year, occurred_month, occurred_day, occurred_time, source, source_name, source_id, grade, agency,
         number, channel, outcome, risk, initiated_by, risk_doing, amends_id, amends_as, account_of_id)
    select n.id, n.compartment_id, n.created_at, n.created_by_id, n.about_id, n.about_kind, n.about_reference, n.kind,
         n.text, n.nature, n.occurred_year, n.occurred_month, n.occurred_day, n.occurred_time, n.source, n.source_name,
         n.source_id, n.grade, n.agency, n.number, n.channel, n.outcome, n.risk, n.initiated_by, n.risk_doing,
         n.amends_id, n.amends_as, n.account_of_id
    from chronology_entry e,
         jsonb_populate_record(e, jsonb_build_object('id', gen_random_uuid()) || %s) n
    where e.id = %s
"""


def test_entries_only_grow() -> None:
    entered(FIGHT)

    secrecy.assert_only_grows(TABLE)


def test_only_those_who_may_know_the_case_see_its_entries() -> None:
    entered(FIGHT)

    assert set(secrecy.seen_by_each(TABLE)) == {"priya", "omar", "beth", "grace"}
    assert secrecy.seen_by_nobody(TABLE) == 0


def test_the_entries_of_a_referral_are_known_to_intake_as_well() -> None:
    entered(FIGHT, key=REFERRALS)

    assert set(secrecy.seen_by_each(TABLE)) == {"priya", "omar", "beth", "grace", "noor"}


@pytest.mark.parametrize(
    ("changes", "because"),
    [
        ({"text": ""}, "says_something"),
        ({"occurred_year": None}, "known_from_the_year_down"),
        ({"occurred_month": None}, "known_from_the_year_down"),
        ({"occurred_day": None, "occurred_time": "10:00"}, "known_from_the_year_down"),
        ({"occurred_month": 2, "occurred_day": 31}, "date field value out of range"),
        ({"risk": "LOW"}, "contact_says_risk_and_outcome"),
        ({"kind": "CONTACT"}, "contact_says_risk_and_outcome"),
        ({"grade": "9ZZ"}, "grade_is_3x5x2"),
        ({"kind": "INTELLIGENCE"}, "intelligence_is_graded"),
        ({"amends_as": "CORRECTION"}, "amends_and_how_together"),
    ],
)
def test_an_entry_that_is_not_whole_cannot_exist(changes: dict[str, object], because: str) -> None:
    entry_id = entered(FIGHT)

    with roles.owner():
        secrecy.assert_refused(COPY, because, [Jsonb(changes), entry_id])


@pytest.mark.parametrize("missing", ["agency", "channel", "outcome", "risk"])
def test_a_contact_without_its_risk_or_outcome_cannot_exist(missing: str) -> None:
    entry_id = entered(CALL)

    with roles.owner():
        secrecy.assert_refused(COPY, "contact_says_risk_and_outcome", [Jsonb({missing: ""}), entry_id])


def test_a_risk_that_is_not_known_cannot_exist_without_what_is_done_about_it() -> None:
    """F09."""
    entry_id = entered(CALL)

    with roles.owner():
        secrecy.assert_refused(
            COPY, "risk_not_known_says_what_is_done", [Jsonb({"risk_doing": ""}), entry_id]
        )


def test_an_amendment_stands_in_the_compartment_of_what_it_amends() -> None:
    entry_id = entered(FIGHT)

    with roles.owner():
        elsewhere = {
            "amends_id": str(entry_id),
            "amends_as": "ADDENDUM",
            "compartment_id": str(cast.compartment(REFERRALS)),
        }
        secrecy.assert_refused(COPY, "amends_in_its_compartment", [Jsonb(elsewhere), entry_id])


@pytest.mark.parametrize("belonging", ["amends_id", "account_of_id"])
def test_what_belongs_to_an_entry_belongs_to_an_original(belonging: str) -> None:
    entry_id = entered(FIGHT)
    with cast.acting("priya") as ctx:
        added_id = commands.add_to_entry(ctx, entry_id=entry_id, text="Not hurt.")

    as_what = {"amends_as": "ADDENDUM"} if belonging == "amends_id" else {}
    with roles.owner():
        secrecy.assert_refused(
            COPY, "belongs to the first entry itself", [Jsonb({belonging: str(added_id)} | as_what), entry_id]
        )


def test_an_entry_is_no_amendment_and_account_at_once() -> None:
    entry_id = entered(replace(FIGHT, kind=Kind.EVENT))

    both = {"amends_id": str(entry_id), "amends_as": "ADDENDUM", "account_of_id": str(entry_id)}
    with roles.owner():
        secrecy.assert_refused(COPY, "amends_or_is_an_account", [Jsonb(both), entry_id])
