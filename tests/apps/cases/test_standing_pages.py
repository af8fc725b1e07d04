"""The pages on which it is said how people stand, what they leave out, and whose category is to be looked at again."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from caseward.cases import commands, queries
from caseward.cases.vocabulary import CaseId
from caseward.demo.people import people
from tests import cast, given, moments
from tests.apps.cases import addresses
from tests.apps.cases.pages import text, url
from tests.apps.cases.test_standing import GAVIN, add, categorise_subject, set_category
from tests.guards.test_page_costs import asked


pytestmark = pytest.mark.django_db

UNIT = ["priya", "omar", "beth", "grace"]
PURPOSE = "search.reason.duplicate-check.0"
WHY = {"source": "A custody record", "because": "Arrested on Friday."}


def recent() -> CaseId:
    """A case of yesterday, by the clock of the pages."""
    return given.owned(now=moments.lately() - timedelta(days=1))


def gavin_in(case_id: CaseId) -> None:
    add(case_id, now=moments.real_now() - timedelta(hours=3))


def version_in(page: str) -> str:
    found = re.search(r'name="version" value="(\d+)"', page)
    assert found is not None
    return found.group(1)


def test_the_overview_and_the_room_say_how_everybody_stands_in_words() -> None:
    case_id = recent()
    gavin_in(case_id)
    browser = cast.browser("omar")

    for name in ("file", "people"):
        page = text(browser.get(url(name, case_id)))
        assert "Referred, not suspected" in page, name
        assert GAVIN in page, name
        assert "Witness or other" in page, name


def test_somebody_is_added_categorised_and_taken_out_on_the_pages() -> None:
    case_id = recent()
    priya = cast.browser("priya")
    said = {"name": GAVIN, "role": "associate", "category": "witness", "source": "The school"}
    assert priya.post(url("add-person", case_id), said).status_code == 302
    with cast.acting("priya", now=moments.real_now()) as ctx:
        person_id = commands.view_case(ctx, case_id=case_id).people[1].person_id

    where = url("category", case_id, person_id)
    version = version_in(priya.get(where).content.decode())
    assert priya.post(where, WHY | {"category": "suspect", "version": version}).status_code == 302
    page = text(priya.get(url("people", case_id)))
    assert "Witness or other from" in page
    assert "Arrested on Friday." in page

    where = url("end-person", case_id, person_id)
    version = version_in(priya.get(where).content.decode())
    assert priya.post(where, {"because": "Another Gavin.", "version": version}).status_code == 302
    assert "Another Gavin." in text(priya.get(url("people", case_id)))


def test_the_subject_is_categorised_on_a_page_of_its_own_once() -> None:
    case_id = recent()
    priya = cast.browser("priya")
    where = url("subject", case_id)
    version = version_in(priya.get(where).content.decode())

    assert priya.post(where, WHY | {"category": "victim", "version": version}).status_code == 302
    assert "Victim" in text(priya.get(url("file", case_id)))
    assert priya.get(where).status_code == 404


def test_a_form_without_a_reason_comes_back_and_says_what_is_wanted() -> None:
    case_id = recent()
    answer = cast.browser("priya").post(
        url("subject", case_id), {"category": "victim", "source": "He", "because": "", "version": "1"}
    )

    assert answer.status_code == 422
    assert "Say why it changes, or why it is still right." in text(answer)


@pytest.mark.parametrize("who", [name for name in cast.PEOPLE if name not in UNIT])
def test_outside_the_unit_nobody_is_told_of_anybody_in_the_case(who: str) -> None:
    """Every page of the case, every list, and the search (F35)."""
    case_id = recent()
    gavin_in(case_id)
    browser = cast.browser(who)

    for where in (*addresses.of_case(case_id).values(), *lists()):
        page = browser.get(where).content.decode()
        assert GAVIN not in page, where
        assert "Witness or other" not in page, where


def lists() -> list[str]:
    return [reverse(f"cases:{name}") for name in ("work", "list", "team", "find", "categories")]


@pytest.mark.parametrize("who", ["priya", "ewan", "rhys"])
def test_a_name_that_stays_in_the_case_is_found_by_no_search(who: str) -> None:
    case_id = recent()
    gavin_in(case_id)
    with cast.acting(who, purpose=PURPOSE) as ctx:
        assert commands.find_people(ctx, words=GAVIN).candidates == ()


def test_the_page_of_a_case_asks_the_same_however_many_people_are_in_it() -> None:
    case_id = recent()
    browser = cast.browser("priya")
    browser.get(url("file", case_id))
    with asked() as few:
        browser.get(url("file", case_id))
    gavin_in(case_id)
    with asked() as many:
        browser.get(url("file", case_id))

    # The clock that begins with the first category brings its own line, and no question.
    assert len(many.statements) == len(few.statements)


# --- looked at again (F33) ----------------------------------------------------------------------------


def in_doubt(who: str = "beth") -> list[tuple[str, str]]:
    with cast.acting(who, now=given.later(days=9)) as ctx:
        return [(one.name, one.says) for one in queries.categories_in_doubt(viewer=ctx.actor, now=ctx.now)]


def closed_as(outcome: str, *, of_subject: str = "", of_gavin: str = "witness") -> CaseId:
    """A case that ended so, with how its people stood at the end."""
    case_id = given.at_section_36()
    person_id = add(case_id)
    if of_subject:
        categorise_subject(case_id, of_subject)
    if of_gavin != "witness":
        set_category(person_id, of_gavin)
    return given.closed(case_id, outcome=outcome, now=given.NOW + timedelta(days=1))


@pytest.mark.failing("F33")
def test_a_suspect_of_an_unfounded_case_is_looked_at_again() -> None:
    closed_as("unfounded", of_gavin="suspect")

    assert in_doubt() == [
        (GAVIN, "The case was closed as unfounded, and this person still stands as a suspect.")
    ]


def test_who_was_referred_stays_so_when_the_concern_was_unfounded() -> None:
    closed_as("unfounded")

    assert in_doubt() == []


def test_a_suspect_subject_is_looked_at_again_and_leaves_the_list_when_put_right() -> None:
    case_id = closed_as("section-36-not-met", of_subject="suspect")
    [(name, says)] = in_doubt()
    assert "Hartwright" in name
    assert "without a concern" in says

    with cast.acting("priya", now=given.later(days=8)) as ctx:
        [subject, _gavin] = commands.view_case(ctx, case_id=case_id).people
    assert subject.person_id is not None
    set_category(subject.person_id, "referred", now=given.later(days=8))

    assert in_doubt() == []


@pytest.mark.parametrize("who", ["noor", "rhys", "ewan", "stan", "ines", "kit"])
def test_nobody_outside_is_shown_a_doubt(who: str) -> None:
    closed_as("unfounded", of_gavin="suspect")

    assert in_doubt(who) == []


def test_what_nobody_has_looked_at_for_half_a_year_is_on_the_list() -> None:
    case_id = given.owned()
    with cast.acting("beth", now=given.later(days=181)) as ctx:
        early = queries.categories_gone_old(viewer=ctx.actor, now=ctx.now)
    with cast.acting("beth", now=given.later(days=183)) as ctx:
        late = queries.categories_gone_old(viewer=ctx.actor, now=ctx.now)
    categorise_subject(case_id, now=given.later(days=183))
    with cast.acting("beth", now=given.later(days=184)) as ctx:
        after = queries.categories_gone_old(viewer=ctx.actor, now=ctx.now)

    assert (len(early), [one.name for one in late], after) == (0, ["Callum H."], ())


def test_the_list_of_doubts_asks_the_same_however_many_there_are() -> None:
    def asking() -> int:
        with cast.acting("beth", now=given.later(days=400)) as ctx, asked() as found:
            queries.categories_in_doubt(viewer=ctx.actor, now=ctx.now)
            queries.categories_gone_old(viewer=ctx.actor, now=ctx.now)
        return len(found.statements)

    add(given.owned())
    few = asking()
    for answers in people(3):
        add(given.owned(answers))

    assert asking() == few


def test_the_page_of_doubts_is_read_by_the_unit() -> None:
    page = text(cast.browser("beth").get(reverse("cases:categories")))

    assert "Everything fits" in page
