"""What the database refuses and to whom it shows a decision, whoever writes."""

from uuid import UUID

import pytest
from psycopg.types.json import Jsonb

from caseward.decisions import commands
from tests import cast, roles
from tests.apps.decisions.given import DECIDED, REFERRALS, matter, second, sign, signed
from tests.apps.obligations import secrecy


pytestmark = pytest.mark.django_db

TABLES = [
    "decisions_decisionrecord",
    "decisions_decisionoption",
    "decisions_decisionreliance",
    "decisions_decisionaddendum",
    "decisions_countersignature",
]

# A row like one that is there, with another id and some columns changed.
COPY = """
    insert into {table}
    select (jsonb_populate_record(r, jsonb_build_object('id', gen_random_uuid()) || %s)).* from {table} r
    where {of} = %s {and_so} limit 1
"""
ELSEWHERE = """
    insert into {table} (id, compartment_id, created_at, created_by_id, decision_id, {columns})
    select gen_random_uuid(), (select id from access_compartment where key = %s), created_at, %s, id, {values}
    from decisions_decisionrecord where id = %s
"""


@pytest.fixture
def full() -> UUID:
    """A decision with everything that can belong to one."""
    decision_id = signed(by="beth")
    with cast.acting("grace") as ctx:
        second(ctx, decision_id=decision_id, approves=True, because="It is proportionate.")
        commands.add_addendum(ctx, decision_id=decision_id, text="The tutor has since written it down.")
    return decision_id


@pytest.mark.parametrize("table", TABLES)
def test_a_decision_and_all_that_belongs_to_it_only_grow(table: str, full: UUID) -> None:
    secrecy.assert_only_grows(table)


@pytest.mark.parametrize("table", TABLES)
def test_only_those_who_may_know_the_case_see_a_row(table: str, full: UUID) -> None:
    seen = secrecy.seen_by_each(table)

    assert set(seen) == {"priya", "omar", "beth", "grace"}
    assert secrecy.seen_by_nobody(table) == 0


def test_a_decision_about_a_referral_is_known_to_intake_as_well() -> None:
    with cast.acting("beth") as ctx:
        sign(ctx, about=matter(REFERRALS), decided=DECIDED)

    assert set(secrecy.seen_by_each("decisions_decisionrecord")) == {"priya", "omar", "beth", "grace", "noor"}


@pytest.mark.parametrize("chosen", [True, False])
def test_no_option_is_added_after_the_signature(chosen: object, full: UUID) -> None:
    copy = COPY.format(table="decisions_decisionoption", of="decision_id", and_so="and chosen")
    with roles.owner():
        secrecy.assert_refused(
            copy, "one_is_chosen|options it was signed with", [Jsonb({"place": 9, "chosen": chosen}), full]
        )


def test_nothing_is_relied_on_after_the_signature(full: UUID) -> None:
    copy = COPY.format(table="decisions_decisionreliance", of="decision_id", and_so="")
    later = Jsonb({"element": "REVIEW", "created_at": "2026-11-24T10:00:00Z"})
    with roles.owner():
        secrecy.assert_refused(copy, "when it was signed", [later, full])


@pytest.mark.parametrize(
    ("because", "changes"),
    [
        ("options it was signed with", {"option_count": 2}),
        ("weighs_two_options", {"option_count": 1}),
        ("says_every_element", {"conduct": ""}),
        ("outcome_is_not_ideology", {"outcome": "no-ideology"}),
    ],
)
def test_a_decision_that_is_not_whole_cannot_exist(
    because: str, changes: dict[str, object], full: UUID
) -> None:
    copy = COPY.format(table="decisions_decisionrecord", of="id", and_so="")
    with roles.owner():
        secrecy.assert_refused(copy, because, [Jsonb(changes), full])


def test_the_decider_cannot_second_himself_in_sql_either(full: UUID) -> None:
    statement = """
        insert into decisions_countersignature
            (id, compartment_id, created_at, created_by_id, decision_id, approves, because)
        select gen_random_uuid(), compartment_id, created_at, decided_by_id, id, true, 'Mine.'
        from decisions_decisionrecord where id = %s
    """
    with roles.owner():
        secrecy.assert_refused(statement, "somebody other than its decider", [full])


@pytest.mark.parametrize(
    ("table", "columns", "values"),
    [
        ("decisions_decisionaddendum", "text", "'x'"),
        ("decisions_countersignature", "approves, because", "true, 'x'"),
        ("decisions_decisionoption", "place, text, chosen, because", "9, 'x', false, 'x'"),
        ("decisions_decisionreliance", "element, entry_id, says", "'REVIEW', gen_random_uuid(), 'x'"),
    ],
)
def test_what_belongs_to_a_decision_stands_in_its_compartment(
    table: str, columns: str, values: str, full: UUID
) -> None:
    statement = ELSEWHERE.format(table=table, columns=columns, values=values)
    with roles.owner():
        because = "in_its_compartment|was said when it was signed"  # whichever guard is asked first
        secrecy.assert_refused(statement, because, [REFERRALS, cast.person("omar").pk, full])
