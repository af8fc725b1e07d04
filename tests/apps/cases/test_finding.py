"""Finding people, cases and referrals, and a person's page."""

from uuid import uuid4

import pytest

from caseward.cases import commands
from caseward.cases.models import Case
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.kernel import references
from tests import cast, given, told
from tests.apps.cases.pages import FOR_A_REASON, sent, text


pytestmark = pytest.mark.django_db

UNIT = ["priya", "omar", "beth", "grace"]
PURPOSE = "search.reason.duplicate-check.0"


@pytest.mark.parametrize(
    "words",
    [
        "Hartwright, Callum",
        "callum HARTWRIGHT",
        "Hartright, Kallum, 14/03/2009",
        "Hartwrite 14/03/2009",
        "07700 900123",
        "14 March 2009 Callum Hartwright",
        "hartwright callum james NP4 7QX",
        "Hartwright Callum born 3/14/2009, 2009-03-14",
        "Callum Hartwright aged 17",
        "NP4 7QX",
        "14/03/2009",
    ],
)
def test_find_people_finds_whom_the_words_could_mean(words: str) -> None:
    """F01: a letter or two between spellings hides nobody."""
    given.owned()
    with cast.acting("omar", purpose=PURPOSE) as ctx:
        found = commands.find_people(ctx, words=words)

    assert [one.heading.short_name for one in found.candidates] == ["Callum H."]


@pytest.mark.parametrize("who", ["stan", "sam", "ines", "dana"])
def test_find_people_is_not_for_those_whose_role_has_no_people_and_records_it(who: str) -> None:
    with cast.acting(who, purpose=PURPOSE) as ctx, pytest.raises(NotPermitted):
        commands.find_people(ctx, words="Hartwright")

    assert told.refusals() == [("find_people", "nominal.no-search")]


@pytest.mark.parametrize("who", ["rhys", "ewan"])
def test_find_people_finds_nobody_of_another_unit(who: str) -> None:
    case_id = given.owned()
    with cast.acting("priya"):
        reference = references.shown(Case.objects.get(pk=case_id).reference)
    with cast.acting(who, purpose=PURPOSE) as ctx:
        for words in ("Hartwright, Callum, 14/03/2009", reference):
            found = commands.find_people(ctx, words=words)
            assert (found.candidates, found.case, found.referral, found.nominal) == ((), None, None, None)


def test_find_people_records_that_somebody_looked_and_not_for_what() -> None:
    given.owned()
    with cast.acting("priya", purpose=PURPOSE) as ctx:
        commands.find_people(ctx, words="Hartwright, Callum")

    [entry] = told.entries("nominal.searched")
    assert b"artwright" not in bytes(entry.body)
    assert told.facts("nominal.searched") == [{"shown": 1}]


@pytest.mark.parametrize("words", ["?!", "31/02/2009", "C·AAAA-AAAA", "O’Neill-Ødegård 王", "x" * 300])
def test_find_people_makes_something_of_any_words(words: str) -> None:
    with cast.acting("priya", purpose=PURPOSE) as ctx:
        assert commands.find_people(ctx, words=words).candidates == ()


def test_find_people_opens_a_case_by_its_reference() -> None:
    case_id = given.owned()
    with cast.acting("priya", purpose=PURPOSE) as ctx:
        reference = references.shown(Case.objects.get(pk=case_id).reference)
        found = commands.find_people(ctx, words=reference.lower())
    with cast.acting("noor", purpose=PURPOSE) as ctx:
        hidden = commands.find_people(ctx, words=reference)

    assert found.case is not None
    assert found.case.id == case_id
    assert hidden.case is None


def test_view_person_shows_what_stands_beside_the_record() -> None:
    case_id = given.owned()
    with cast.acting("omar") as ctx:
        nominal_id = given.person_of(case_id).pk
        file = commands.view_person(ctx, nominal_id=nominal_id)

    assert file.nominal.heading.name == "Callum James Hartwright"
    assert [one.id for one in file.cases] == [case_id]
    assert len(file.referrals) == 1
    assert told.facts("nominal.viewed") == [{"nominal_id": str(nominal_id)}]


def test_view_person_shows_intake_the_referral_and_no_case() -> None:
    case_id = given.owned()
    with cast.acting("priya"):
        nominal_id = given.person_of(case_id).pk
    with cast.acting("noor") as ctx:
        file = commands.view_person(ctx, nominal_id=nominal_id)

    assert (len(file.referrals), file.cases) == (1, ())


@pytest.mark.parametrize("who", [name for name in cast.PEOPLE if name not in {*UNIT, "noor"}])
def test_view_person_finds_nobody_for_strangers_and_records_the_refusal(who: str) -> None:
    case_id = given.owned()
    with cast.acting("priya"):
        nominal_id = given.person_of(case_id).pk
    with cast.acting(who) as ctx, pytest.raises(NotVisible):
        commands.view_person(ctx, nominal_id=nominal_id)

    assert told.refusals() == [("view_person", "not-visible")]


def test_view_person_finds_nobody_where_there_is_nobody() -> None:
    with cast.acting("priya") as ctx, pytest.raises(NotVisible):
        commands.view_person(ctx, nominal_id=uuid4())


def test_find_people_needs_a_purpose() -> None:
    with cast.acting("priya") as ctx, pytest.raises(Invalid):
        commands.find_people(ctx, words="Hartwright")

    assert told.refusals() == [("find_people", "search.no-purpose")]


def test_the_form_of_the_page_finds_too_however_often_it_is_sent() -> None:
    given.owned()
    browser = cast.browser("priya")
    travelling = sent(browser.get("/find/")) | FOR_A_REASON

    answers = [browser.post("/find/", travelling | {"words": ["Hartwright, Callum"]}) for _ in range(2)]

    assert [answer.status_code for answer in answers] == [200, 200]
    assert all("Callum" in text(answer) for answer in answers)
    assert len(told.entries("search.begun")) == 1
