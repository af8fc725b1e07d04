"""Who is part of a case and how they stand in it: said by somebody, never overwritten, and never told elsewhere."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, transaction

from caseward.cases import commands, queries
from caseward.cases.models import Case, CategorySpan, PersonInCase
from caseward.cases.vocabulary import CaseId
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.kernel import references
from caseward.nominals.models import Nominal
from caseward.obligations.models import Obligation
from tests import cast, given, roles, told
from tests.apps.cases.test_taking_over import former


pytestmark = pytest.mark.django_db

LATER = given.later(hours=6)
OUTSIDE = ["noor", "rhys", "ewan", "stan", "sam", "ines", "dana"]
GAVIN = "Gavin Ostrander"


def add(case_id: CaseId, *, who: str = "priya", now: datetime = LATER, **said: Any) -> UUID:
    """Gavin, an associate who is a witness, unless said otherwise."""
    usual = {"role": "associate", "category": "witness", "source": "The school", "name": GAVIN}
    with cast.acting(who, now=now) as ctx:
        return commands.add_person(ctx, case_id=case_id, **(usual | said))


def set_category(person_id: UUID, category: str, *, who: str = "priya", **said: Any) -> UUID:
    usual: dict[str, Any] = {"version": 1, "source": "A custody record", "because": "Arrested on Friday."}
    with cast.acting("priya"):
        span_id = CategorySpan.objects.get(person_id=person_id, ends_at__isnull=True).pk
    with cast.acting(who, now=said.pop("now", LATER + timedelta(hours=1))) as ctx:
        return commands.set_category(ctx, span_id=span_id, category=category, **(usual | said))


def categorise_subject(case_id: CaseId, category: str = "suspect", **said: Any) -> UUID:
    who, now = said.pop("who", "priya"), said.pop("now", LATER)
    with cast.acting("beth"):
        version = given.case_version(case_id)
    usual: dict[str, Any] = {
        "version": version,
        "source": "A custody record",
        "because": "Arrested on Friday.",
    }
    with cast.acting(who, now=now) as ctx:
        return commands.categorise_subject(ctx, case_id=case_id, category=category, **(usual | said))


def end(person_id: UUID, *, who: str = "priya", because: str = "Another Gavin.", version: int = 1) -> CaseId:
    with cast.acting(who, now=LATER + timedelta(hours=2)) as ctx:
        return commands.end_person(ctx, person_id=person_id, version=version, because=because)


def stands(case_id: CaseId, *, who: str = "priya") -> list[tuple[str, str, str]]:
    """Name, role and category of everybody in the case."""
    with cast.acting(who, now=LATER) as ctx:
        people = commands.view_case(ctx, case_id=case_id).people
        return [(one.name, one.role.key, one.category.key) for one in people]


def spans(person_id: UUID) -> list[tuple[str, bool]]:
    """Each category in its order, and whether it has ended."""
    with cast.acting("priya"), transaction.atomic():
        found = CategorySpan.objects.filter(person_id=person_id).order_by("starts_at")
        return [(one.category, one.ends_at is not None) for one in found]


def test_the_subject_of_a_prevent_case_is_referred_and_not_suspected_before_anybody_says_anything() -> None:
    assert stands(given.owned()) == [("Callum James Hartwright", "subject", "referred")]


# --- somebody is entered ------------------------------------------------------------------------------


def test_add_person_enters_somebody_by_a_name_that_stays_in_the_case() -> None:
    case_id = given.owned()
    add(case_id)

    assert stands(case_id)[1] == (GAVIN, "associate", "witness")


def test_add_person_enters_somebody_by_the_record_of_the_unit() -> None:
    case_id, other = given.owned(), given.identified(given.MAEVE)
    with cast.acting("priya"):
        record = references.shown(Nominal.objects.get(referrals__pk=other).reference)
    add(case_id, record=record, name="", role="parent-or-carer")

    assert stands(case_id)[1] == ("Maeve Tolland", "parent-or-carer", "witness")
    with pytest.raises(Invalid, match="in this role already"):
        add(case_id, record=record, name="", role="parent-or-carer")


@pytest.mark.parametrize("who", OUTSIDE)
def test_add_person_finds_no_case_for_whoever_may_not_know_it(who: str) -> None:
    case_id = given.owned()
    with pytest.raises(NotVisible):
        add(case_id, who=who)

    assert told.refusals() == [("add_person", "not-visible")]


@pytest.mark.parametrize(
    ("said", "because"),
    [
        ({"name": ""}, "reference of their record, or by a name"),
        ({"record": "N·7K3Q-9F4M"}, "not by both"),
        ({"record": "N·7K3Q-9F4M", "name": ""}, "no record with this reference"),
        ({"role": "subject"}, "what they are to it"),
        ({"role": "cousin"}, "what they are to it"),
        ({"category": "guilty"}, "how they stand"),
    ],
)
def test_add_person_refuses_what_no_case_has(said: dict[str, str], because: str) -> None:
    case_id = given.owned()
    with pytest.raises(Invalid, match=because):
        add(case_id, **said)  # type: ignore[arg-type]  # words for words

    assert len(stands(case_id)) == 1


def test_add_person_refuses_a_closed_case() -> None:
    case_id = given.closed(given.at_section_36())
    with pytest.raises(Invalid, match="closed"):
        add(case_id)


def test_add_person_records_who_was_entered_as_what_and_no_name() -> None:
    case_id = given.owned()
    person_id = add(case_id)

    assert told.facts("case.person-added") == [
        {"case_id": str(case_id), "person_id": str(person_id), "role": "associate", "category": "witness"}
    ]


# --- how somebody stands ------------------------------------------------------------------------------


def test_set_category_ends_what_was_and_begins_what_is() -> None:
    case_id = given.owned()
    person_id = add(case_id)
    set_category(person_id, "suspect")

    assert spans(person_id) == [("witness", True), ("suspect", False)]
    assert stands(case_id)[1] == (GAVIN, "associate", "suspect")


def test_set_category_confirms_what_is_still_right() -> None:
    person_id = add(given.owned())
    set_category(person_id, "witness", because="Asked the school again.")

    assert spans(person_id) == [("witness", True), ("witness", False)]


@pytest.mark.parametrize("who", OUTSIDE)
def test_set_category_finds_nobody_for_whoever_may_not_know_the_case(who: str) -> None:
    person_id = add(given.owned())
    with pytest.raises(NotVisible):
        set_category(person_id, "suspect", who=who)

    assert told.refusals() == [("set_category", "not-visible")]


def test_set_category_wants_a_reason_and_a_category_that_there_is() -> None:
    person_id = add(given.owned())
    with pytest.raises(Invalid, match="still right"):
        set_category(person_id, "suspect", because=" ")
    with pytest.raises(Invalid, match="how they stand"):
        set_category(person_id, "guilty")

    assert spans(person_id) == [("witness", False)]


def test_set_category_of_what_somebody_else_changed_meanwhile_is_stale() -> None:
    person_id = add(given.owned())
    with cast.acting("priya"):
        seen = CategorySpan.objects.get(person_id=person_id).pk
    set_category(person_id, "suspect")
    with cast.acting("omar", now=LATER + timedelta(hours=3)) as ctx, pytest.raises(Stale):
        commands.set_category(
            ctx, span_id=seen, version=1, category="victim", source="He", because="He says so."
        )


def test_set_category_of_a_closed_case_is_put_right_and_owed_to_nobody() -> None:
    case_id = given.at_section_36()
    person_id = add(case_id)
    given.closed(case_id, now=given.NOW + timedelta(days=1))
    set_category(person_id, "suspect", now=given.later(days=3))

    assert spans(person_id)[-1] == ("suspect", False)
    with cast.acting("priya"):
        assert not Obligation.objects.filter(about_id=case_id, ended_at__isnull=True).exists()


def test_set_category_is_in_the_ledger_with_what_it_was_before() -> None:
    case_id = given.owned()
    person_id = add(case_id)
    set_category(person_id, "suspect")

    assert told.facts("case.category-set") == [
        {"case_id": str(case_id), "person_id": str(person_id), "category": "suspect", "before": "witness"}
    ]


def test_two_categories_of_one_role_at_one_instant_cannot_be_saved() -> None:
    """By whomever, the owner of the database included."""
    person_id = add(given.owned())

    with (
        roles.owner(),
        pytest.raises(DatabaseError, match="one_category_at_an_instant"),
        transaction.atomic(),
    ):
        one = CategorySpan.objects.get(person_id=person_id)
        one.pk, one._state.adding = uuid4(), True
        one.save(force_insert=True)


# --- the subject --------------------------------------------------------------------------------------


def test_categorise_subject_says_what_held_since_the_opening_and_what_holds_now() -> None:
    case_id = given.owned()
    person_id = categorise_subject(case_id)

    assert spans(person_id) == [("referred", True), ("suspect", False)]
    with cast.acting("priya"):
        first = CategorySpan.objects.order_by("starts_at")[0]
        assert first.starts_at == Case.objects.get(pk=case_id).opened_at
    assert stands(case_id) == [("Callum James Hartwright", "subject", "suspect")]


@pytest.mark.parametrize("who", OUTSIDE)
def test_categorise_subject_finds_no_case_for_whoever_may_not_know_it(who: str) -> None:
    case_id = given.owned()
    with pytest.raises(NotVisible):
        categorise_subject(case_id, who=who)

    assert told.refusals() == [("categorise_subject", "not-visible")]


def test_categorise_subject_is_said_for_the_first_time_once() -> None:
    case_id = given.owned()
    with pytest.raises(Invalid, match="Say why"):
        categorise_subject(case_id, because="")
    categorise_subject(case_id)
    with pytest.raises(Invalid, match="said already"):
        categorise_subject(case_id, now=LATER + timedelta(hours=1))


def test_categorise_subject_is_in_the_ledger() -> None:
    case_id = given.owned()
    person_id = categorise_subject(case_id, "victim")

    assert told.facts("case.category-set") == [
        {"case_id": str(case_id), "person_id": str(person_id), "category": "victim", "before": "referred"}
    ]


# --- somebody leaves ----------------------------------------------------------------------------------


def test_end_person_ends_the_role_and_the_category_and_keeps_both() -> None:
    case_id = given.owned()
    person_id = add(case_id)
    end(person_id)

    assert len(stands(case_id)) == 1
    assert spans(person_id) == [("witness", True)]
    with cast.acting("priya") as ctx:
        before = queries.stood_before(viewer=ctx.actor, case_id=case_id, known={})
    assert [(one.name, one.ended_because) for one in before[person_id]] == [(GAVIN, "Another Gavin.")]


@pytest.mark.parametrize("who", OUTSIDE)
def test_end_person_finds_nobody_for_whoever_may_not_know_the_case(who: str) -> None:
    person_id = add(given.owned())
    with pytest.raises(NotVisible):
        end(person_id, who=who)

    assert told.refusals() == [("end_person", "not-visible")]


def test_end_person_wants_a_reason_and_ends_nobody_twice_and_never_the_subject() -> None:
    case_id = given.owned()
    person_id, subject_id = add(case_id), categorise_subject(case_id)
    with pytest.raises(Invalid, match="Say why"):
        end(person_id, because="")
    with pytest.raises(Invalid, match="is about this person"):
        end(subject_id)
    end(person_id)
    with pytest.raises(Invalid, match="no longer part"):
        end(person_id, version=2)


def test_end_person_is_in_the_ledger() -> None:
    case_id = given.owned()
    person_id = add(case_id)
    end(person_id)

    assert told.facts("case.person-ended") == [{"case_id": str(case_id), "person_id": str(person_id)}]


# --- what may work and only read ----------------------------------------------------------------------


def test_whoever_only_reads_cases_is_refused_each_of_them() -> None:
    case_id = given.owned()
    person_id = add(case_id)
    with cast.acting("priya", now=LATER) as ctx:
        span_id = CategorySpan.objects.get(person_id=person_id).pk
        reads = frozenset({"case.read"})
        memberships = tuple(replace(one, capabilities=reads) for one in ctx.actor.memberships)
        ctx.actor = replace(ctx.actor, memberships=memberships)
        why = {"source": "X", "because": "X"}
        with pytest.raises(NotPermitted):
            commands.add_person(
                ctx, case_id=case_id, role="associate", category="witness", source="X", name="Y"
            )
        with pytest.raises(NotPermitted):
            commands.set_category(ctx, span_id=span_id, version=1, category="suspect", **why)
        with pytest.raises(NotPermitted):
            commands.categorise_subject(ctx, case_id=case_id, version=2, category="suspect", **why)
        with pytest.raises(NotPermitted):
            commands.end_person(ctx, person_id=person_id, version=1, because="X")

    commands_refused = [name for name, code in told.refusals() if code == "access.not-held"]
    assert commands_refused == ["add_person", "set_category", "categorise_subject", "end_person"]


# --- the clock ----------------------------------------------------------------------------------------


def test_the_clock_runs_from_the_oldest_category_that_stands() -> None:
    case_id = given.owned()
    add(case_id)
    with cast.acting("priya"):
        owed = Obligation.objects.get(about_id=case_id, rule_key="category-review", ended_at__isnull=True)
        assert (
            owed.started_at == Case.objects.get(pk=case_id).opened_at
        )  # of the subject nobody has said anything

    categorise_subject(case_id, now=LATER + timedelta(hours=1))
    with cast.acting("priya"):
        owed = Obligation.objects.get(about_id=case_id, rule_key="category-review", ended_at__isnull=True)
        assert owed.started_at == LATER
        assert owed.owed_by == cast.person("priya")


# --- one person, two cases, two units (F35) -----------------------------------------------------------


def test_a_person_is_a_victim_here_and_a_suspect_there_and_neither_case_knows() -> None:
    """The same names and the same day of birth, in two units: each reads its own, and its history."""
    here = given.owned()
    person_here = categorise_subject(here, "victim", because="Beaten for leaving.")
    with cast.acting("priya") as ctx:
        person = commands.view_case(ctx, case_id=here).nominal
    assert person is not None
    there = eastmark_case()
    person_there = categorise_there(there)

    with cast.acting("priya") as ctx:
        assert [one.category.key for one in commands.view_case(ctx, case_id=here).people] == ["victim"]
        assert {one.person_id for one in CategorySpan.objects.all()} == {person_here}
        assert not PersonInCase.objects.filter(pk=person_there).exists()
    with cast.acting("ewan") as ctx:
        assert [one.category.key for one in commands.view_case(ctx, case_id=there).people] == ["suspect"]
        assert {one.person_id for one in CategorySpan.objects.all()} == {person_there}
        assert not PersonInCase.objects.filter(pk=person_here).exists()


def eastmark_case() -> CaseId:
    """A case of Ewan's about somebody of the same name."""
    with cast.acting("elin"):
        unit = cast.compartment("eastmark-prevent-referrals")
        owner = cast.person("ewan").pk
    with cast.acting("elin") as ctx:
        commands.take_over_cases(ctx, compartment_id=unit, former=[former(owner_id=owner)])
        return CaseId(Case.objects.get().pk)


def categorise_there(case_id: CaseId) -> UUID:
    with cast.acting("ewan", now=LATER) as ctx:
        return commands.categorise_subject(
            ctx, case_id=case_id, version=1, category="suspect", source="An arrest", because="Arrested."
        )
