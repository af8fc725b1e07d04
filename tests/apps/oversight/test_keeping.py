"""Famous names, decoys and declared addresses: kept by whom they concern, and seen by nobody else."""

import re
from typing import Any
from uuid import UUID, uuid4

import pytest

from caseward.cases import commands as cases
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.oversight import commands, queries
from caseward.oversight.models import DeclaredAddress, Decoy, FamousName
from tests import cast, given, roles, told
from tests.apps.cases.pages import sent, text
from tests.apps.oversight import watching


pytestmark = pytest.mark.django_db

OTHERS = [name for name in cast.PEOPLE if name != "ines"]


def kept(surname: str = "Pellwether") -> UUID:
    with cast.acting("ines") as ctx:
        return commands.keep_famous_name(ctx, forename="Jory", surname=surname)


def marked(nominal_id: UUID) -> UUID:
    with cast.acting("ines") as ctx:
        return commands.mark_decoy(
            ctx, reference=watching.reference_of(nominal_id), because="Bait for the curious."
        )


@pytest.fixture
def nominal_id() -> UUID:
    return watching.nominal_of(given.owned())


def test_keep_famous_name_and_drop_famous_name_are_recorded_without_the_name() -> None:
    name_id = kept()
    with cast.acting("ines") as ctx:
        assert queries.famous_names(viewer=ctx.actor) == [(name_id, "Jory Pellwether")]
        commands.drop_famous_name(ctx, name_id=name_id)
        assert queries.famous_names(viewer=ctx.actor) == []

    assert told.facts("watch.famous-name-kept") == [{"name_id": str(name_id)}]
    assert told.facts("watch.famous-name-dropped") == [{"name_id": str(name_id)}]
    assert b"ellwether" not in b"".join(bytes(one.body) for one in told.entries("watch.famous-name-kept"))


def test_keep_famous_name_and_drop_famous_name_are_for_inspectors() -> None:
    name_id = kept()
    for who in OTHERS:
        with cast.acting(who) as ctx:
            with pytest.raises(NotPermitted):
                commands.keep_famous_name(ctx, forename="", surname="Hartwright")
            with pytest.raises(NotVisible):
                commands.drop_famous_name(ctx, name_id=name_id)
            assert FamousName.objects.count() == 0

    assert told.refusals() == [
        ("keep_famous_name", "watch.not-an-inspector"),
        ("drop_famous_name", "not-visible"),
    ] * len(OTHERS)


def test_keep_famous_name_and_drop_famous_name_refuse_nothing_and_nobody() -> None:
    with cast.acting("ines") as ctx:
        with pytest.raises(Invalid):
            commands.keep_famous_name(ctx, forename="Jory", surname="  ")
        with pytest.raises(NotVisible):
            commands.drop_famous_name(ctx, name_id=uuid4())

    assert told.refusals() == [("keep_famous_name", "watch.no-words"), ("drop_famous_name", "not-visible")]


def test_drop_famous_name_ends_the_asking(nominal_id: UUID) -> None:
    name_id = kept("Hartwright")
    with cast.acting("ines") as ctx:
        commands.keep_famous_name(ctx, forename="", surname="Somebody")
        commands.drop_famous_name(ctx, name_id=name_id)
    watching.opens_person("priya", nominal_id)
    watching.drawn()

    assert "famous-name" not in {rule for _who, rule in watching.listed()}


def test_the_page_keeps_a_famous_name_and_takes_it_off() -> None:
    ines = cast.browser("ines")
    sends(ines, "/looks/famous-names/", forename="Jory", surname="Pellwether")
    shown = ines.get("/looks/famous-names/")
    assert "Jory Pellwether" in text(shown)

    [drop] = re.findall(r"/looks/famous-names/[0-9a-f-]{36}/drop/", shown.content.decode())
    sends(ines, drop)

    assert "No name is on the list" in text(ines.get("/looks/famous-names/"))


def test_mark_decoy_and_unmark_decoy_are_recorded_without_the_record(nominal_id: UUID) -> None:
    decoy_id = marked(nominal_id)
    with cast.acting("ines") as ctx:
        assert [row[1] for row in queries.decoys(viewer=ctx.actor)] == [nominal_id]
        commands.unmark_decoy(ctx, decoy_id=decoy_id)
        assert queries.decoys(viewer=ctx.actor) == []

    assert told.facts("watch.decoy-marked") == [{"decoy_id": str(decoy_id)}]
    assert told.facts("watch.decoy-unmarked") == [{"decoy_id": str(decoy_id)}]


def test_mark_decoy_and_unmark_decoy_are_for_inspectors(nominal_id: UUID) -> None:
    decoy_id = marked(nominal_id)
    reference = watching.reference_of(nominal_id)
    for who in OTHERS:
        with cast.acting(who) as ctx:
            with pytest.raises(NotPermitted):
                commands.mark_decoy(ctx, reference=reference, because="To see.")
            with pytest.raises(NotVisible):
                commands.unmark_decoy(ctx, decoy_id=decoy_id)
            assert Decoy.objects.count() == 0
            assert queries.record_bearing(viewer=ctx.actor, reference=reference) is None


def test_mark_decoy_and_unmark_decoy_refuse_what_is_not_there_or_marked_already(nominal_id: UUID) -> None:
    marked(nominal_id)
    with cast.acting("ines") as ctx:
        for reference in (watching.reference_of(nominal_id), "P·AAAA-AAAA", "nobody"):
            with pytest.raises(Invalid):
                commands.mark_decoy(ctx, reference=reference, because="Bait.")
        with pytest.raises(NotVisible):
            commands.unmark_decoy(ctx, decoy_id=uuid4())

    assert {code for _command, code in told.refusals()} == {"watch.no-such-record", "not-visible"}


def test_mark_decoy_and_unmark_decoy_change_no_byte_of_what_anybody_else_sees(nominal_id: UUID) -> None:
    browsers = {who: cast.browser(who) for who in ("priya", "omar", "beth", "noor", "rhys", "stan")}
    before = {who: pages(browser, nominal_id) for who, browser in browsers.items()}
    decoy_id = marked(nominal_id)
    during = {who: pages(browser, nominal_id) for who, browser in browsers.items()}
    with cast.acting("ines") as ctx:
        commands.unmark_decoy(ctx, decoy_id=decoy_id)

    assert during == before
    assert "Callum James" in before["priya"][1]
    assert "Callum James" not in before["rhys"][1]


def test_a_look_at_a_decoy_and_a_search_that_shows_it_stand_in_the_lists(nominal_id: UUID) -> None:
    marked(nominal_id)
    with cast.acting("priya", purpose="search.case.0", now=watching.WORKING) as ctx:
        cases.find_people(ctx, words="Hartwright, Callum")
    watching.opens_person("omar", nominal_id)
    watching.drawn()

    assert {("priya", "decoy"), ("omar", "decoy")} <= watching.listed()


def test_declare_address_is_seen_by_nobody_else() -> None:
    with cast.acting("priya") as ctx:
        commands.declare_address(ctx, postcode="np4 7qx")
        assert queries.my_postcode(viewer=ctx.actor) == "NP4 7QX"
    for who in OTHERS:
        if who != "priya":
            with cast.acting(who):
                assert DeclaredAddress.objects.count() == 0, who

    assert told.facts("watch.address-declared") == [{"officer_id": str(cast.person("priya").pk)}]


def test_declare_address_takes_the_place_of_the_last_one_and_can_be_taken_back() -> None:
    for postcode, keeps in (("NP4 7QX", 1), ("EM1 2AB", 1), ("", 0)):
        with cast.acting("priya") as ctx:
            commands.declare_address(ctx, postcode=postcode)
        with roles.owner():
            assert DeclaredAddress.objects.count() == keeps


def test_declare_address_refuses_what_is_no_postcode() -> None:
    with cast.acting("priya") as ctx, pytest.raises(Invalid):
        commands.declare_address(ctx, postcode="17 Fennel Row")

    assert told.refusals() == [("declare_address", "watch.no-postcode")]


def test_declare_address_is_for_those_who_work_here() -> None:
    with cast.acting("stan") as ctx, pytest.raises(NotPermitted):
        commands.declare_address(ctx, postcode="NP4 7QX")
    sends(cast.browser("omar"), "/diaries/my-address/", postcode="NP4 7QX")

    assert told.refusals() == [("declare_address", "watch.no-posting")]
    assert len(told.entries("watch.address-declared")) == 1


def sends(browser: Any, where: str, **answers: str) -> Any:
    """Open a form and send it answered."""
    travelling = {name: value[0] for name, value in sent(browser.get(where)).items()}
    answer = browser.post(where, travelling | answers)
    assert answer.status_code == 302, text(answer)
    return answer


def pages(browser: Any, nominal_id: UUID) -> list[str]:
    """The person's page and a search, without what differs each time a page is made."""
    why = {"why": "reason", "reason": "quality", "because": "Two records."}
    answers = [
        browser.get(f"/people/{nominal_id}/"),
        browser.post("/find/", {"words": "Hartwright, Callum"} | why),
    ]
    return [
        re.sub(r'(value|content)="[^"]{30,}"|until [^<.]*', "", answer.content.decode()) for answer in answers
    ]
