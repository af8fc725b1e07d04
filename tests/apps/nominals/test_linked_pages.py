"""The page of two records, and the person's page on which all of his records are one picture (failings F58)."""

from dataclasses import replace
from html import unescape
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from caseward.cases import commands as cases
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.nominals import commands, queries
from caseward.nominals.models import PersonLink
from caseward.nominals.vocabulary import Ask, LinkState, NominalId, Said
from tests import cast, told
from tests.apps.nominals import pairs, region
from tests.apps.nominals.test_commands import events


pytestmark = pytest.mark.django_db

Pair = tuple[NominalId, NominalId]


def address(pair: Pair) -> str:
    return reverse("nominals:two", args=pair)


def page(who: str, where: str) -> str:
    answer = cast.browser(who).get(where)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def person_page(who: str, nominal_id: NominalId) -> str:
    return page(who, reverse("cases:person", args=[nominal_id]))


def send(who: str, pair: Pair, ask: Ask, **fields: str) -> int:
    browser: Client = cast.browser(who)
    sent = {"because": pairs.WHY, "answers_to": ask.value} | fields
    return int(browser.post(address(pair), sent).status_code)


def joined(who: str, nominal_id: NominalId) -> set[NominalId]:
    with cast.acting(who) as ctx:
        return {NominalId(one.id) for one in queries.joined(viewer=ctx.actor, nominal_id=nominal_id).records}


def says(pair: Pair) -> list[tuple[str, str]]:
    with cast.acting("beth"):
        found = PersonLink.objects.filter(nominal_id=min(pair), other_id=max(pair))
        return list(found.values_list("says", "state"))


def test_events_in_two_forces_under_two_surnames_are_one_picture_to_whoever_may_know_both() -> None:
    """Failings F58: four low-grade events, two forces, two surnames, one picture."""
    pairs.posted_to_both()
    here, first = region.referred("noor", pairs.HERE, "Hartwright", day=1)
    _, second = region.referred("noor", pairs.HERE, "Hartwright", day=3)
    there, third = region.referred("ewan", pairs.THERE, "Delacroix", day=2)
    _, fourth = region.referred("ewan", pairs.THERE, "Delacroix", day=4)
    pairs.linked((here, there))
    seen = {}
    for who, nominal_id in (("beth", here), ("grace", there), ("noor", here), ("ewan", there)):
        with cast.acting(who) as ctx:
            file = cases.view_person(ctx, nominal_id=nominal_id)
            seen[who] = {one.id for one in file.referrals}

    assert seen["beth"] == seen["grace"] == {first, second, third, fourth}
    assert seen["noor"] == {first, second}
    assert seen["ewan"] == {third, fourth}


def test_the_persons_page_marks_each_referral_with_its_record() -> None:
    pairs.posted_to_both()
    here, _ = region.referred("noor", pairs.HERE, "Hartwright", day=1)
    there, _ = region.referred("ewan", pairs.THERE, "Delacroix", day=2)
    pairs.linked((here, there))

    text = person_page("beth", here)
    assert "Same person" in text
    assert "Callum James Delacroix" in text
    for who, nominal_id, hidden in (("noor", here, "Delacroix"), ("ewan", there, "Hartwright")):
        own = person_page(who, nominal_id)
        assert hidden not in own
        assert "Same person" not in own
        assert "Links with other records" not in own


def test_that_each_record_of_the_picture_was_read_is_recorded() -> None:
    pair = pairs.two()
    pairs.linked(pair)
    with cast.acting("beth") as ctx:
        cases.view_person(ctx, nominal_id=pair[0])

    assert {fact["nominal_id"] for fact in told.facts("nominal.viewed")} == {str(one) for one in pair}


def test_links_join_one_after_another_and_end_where_the_viewer_may_not_know() -> None:
    pairs.posted_to_both()
    a, b = pairs.two()
    c = pairs.made(compartment=pairs.THERE)
    d = pairs.made()
    for pair in ((a, b), (b, c), (c, d)):
        pairs.linked(pair)

    assert joined("beth", a) == {b, c, d}
    assert joined("noor", a) == {b}
    assert joined("noor", d) == set()
    assert joined("ewan", c) == set()


def test_what_is_proposed_refused_or_ended_joins_nothing_and_what_is_to_end_still_does() -> None:
    pair = pairs.two()
    link_id = pairs.proposed(pair)
    assert joined("beth", pair[0]) == set()
    with cast.acting("grace") as ctx:
        commands.confirm_link(ctx, link_id=link_id, because="So it is.")
    with cast.acting("grace") as ctx:
        commands.unlink(ctx, link_id=link_id, because="A brother.")
    assert joined("beth", pair[0]) == {pair[1]}
    with cast.acting("beth") as ctx:
        commands.unlink(ctx, link_id=link_id, because="A brother.")
    assert joined("beth", pair[0]) == set()
    assert "A brother." in person_page("noor", pair[0]), "what has ended stays known"


@pytest.mark.parametrize("answer", Said.values)
def test_two_records_side_by_side_are_answered_in_three_ways(answer: str) -> None:
    pair = pairs.two()
    assert "Only name and date of birth agree" in page("noor", address(pair))

    assert send("noor", pair, Ask.JUDGE, answer=answer) == 302
    state = {Said.SAME: "PROPOSED", Said.NOT_SAME: "STANDS", Said.CANNOT_TELL: "NOTED"}[Said(answer)]
    assert says(pair) == [(answer, state)]
    assert pairs.WHY in page("noor", address(pair))


def test_a_second_person_confirms_on_the_same_page_and_ends_it_there() -> None:
    pair = pairs.two()
    pairs.proposed(pair, who="noor")

    assert "needs a second person" in page("noor", address(pair))
    assert send("beth", pair, Ask.CONFIRM, answer="yes") == 302
    assert send("beth", pair, Ask.END) == 302
    assert says(pair) == [("SAME", "END_ASKED")]
    assert send("grace", pair, Ask.CONFIRM_END, answer="yes") == 302
    assert says(pair) == [("SAME", "ENDED")]


def test_an_answer_to_what_is_asked_no_longer_does_nothing() -> None:
    """Noor's page still asks whether it is one person; Beth and Grace have linked them, and she ends no link."""
    pair = pairs.two()
    pairs.linked(pair)

    assert send("noor", pair, Ask.JUDGE, answer=Said.NOT_SAME) == 422
    assert says(pair) == [("SAME", "STANDS")]


def test_a_warning_stands_on_both_pages_while_they_are_told_apart() -> None:
    pair = pairs.two()
    word = pairs.told_apart(pair)
    warning = "A different person has nearly the same name and birth"
    assert all(warning in person_page("noor", one) for one in pair)
    with cast.acting("grace") as ctx:
        commands.withdraw_apart(ctx, link_id=word, because="There is no cousin.")

    assert not any("are of different people." in person_page("noor", one) for one in pair)


UNIT = {"noor", "priya", "omar", "beth", "grace"}


def test_view_one_finds_nothing_for_strangers() -> None:
    one = pairs.made()
    for who in [name for name in cast.PEOPLE if name not in UNIT]:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.view_one(ctx, nominal_id=one)


def test_view_one_tells_the_ledger_of_the_look() -> None:
    one = pairs.made()
    with cast.acting("priya") as ctx:
        found = commands.view_one(ctx, nominal_id=one)

    assert found.id == one
    assert events()[-1] == "nominal.viewed"


def test_view_one_is_for_those_who_may_write_of_people() -> None:
    one = pairs.made()
    with cast.acting("noor") as ctx:
        held = replace(ctx.actor.memberships[0], capabilities=frozenset({"nominal.read"}))
        ctx.actor = replace(ctx.actor, memberships=(held,))
        with pytest.raises(NotPermitted):
            commands.view_one(ctx, nominal_id=one)


def test_view_one_of_nobody_is_absent() -> None:
    with cast.acting("noor") as ctx, pytest.raises(NotVisible):
        commands.view_one(ctx, nominal_id=NominalId(uuid4()))


def test_view_two_finds_nothing_for_whoever_may_not_know_both() -> None:
    pair = pairs.apart_kept()
    pairs.linked(pair)
    for who in [name for name in cast.PEOPLE if name not in {"beth", "grace"}]:
        browser = cast.browser(who)
        for one, other in (pair, pair[::-1], (pair[0], NominalId(uuid4()))):
            assert browser.get(address((one, other))).status_code == 404
            with cast.acting(who) as ctx, pytest.raises(NotVisible):
                commands.view_two(ctx, nominal_id=one, other_id=other)


def test_view_two_tells_the_ledger_of_both() -> None:
    pair = pairs.two()
    with cast.acting("noor") as ctx:
        commands.view_two(ctx, nominal_id=pair[0], other_id=pair[1])

    assert events()[-2:] == ["nominal.viewed"] * 2


def test_view_two_is_for_those_who_may_read_people() -> None:
    """Nobody in the cast knows of the records and may not read them; somebody who inspects could."""
    pair = pairs.two()
    with cast.acting("noor") as ctx:
        held = replace(ctx.actor.memberships[0], capabilities=frozenset({"referral.read"}))
        ctx.actor = replace(ctx.actor, memberships=(held,))
        with pytest.raises(NotPermitted):
            commands.view_two(ctx, nominal_id=pair[0], other_id=pair[1])


def test_view_two_of_one_record_is_none() -> None:
    one = pairs.made()
    with cast.acting("noor") as ctx, pytest.raises(NotVisible):
        commands.view_two(ctx, nominal_id=one, other_id=one)


def test_cannot_tell_leaves_nothing_standing_and_keeps_the_reason() -> None:
    pair = pairs.two()
    with cast.acting("noor") as ctx:
        commands.cannot_tell(ctx, nominal_id=pair[0], other_id=pair[1], because="The photograph is missing.")

    assert events()[-1] == "nominal.likeness-left-open"
    assert pairs.state(pairs.linked(pair)) == LinkState.STANDS


def test_cannot_tell_finds_nothing_for_whoever_may_not_know_both() -> None:
    pair = pairs.apart_kept()
    with cast.acting("noor") as ctx, pytest.raises(NotVisible):
        commands.cannot_tell(ctx, nominal_id=pair[0], other_id=pair[1], because="Who knows.")


def test_cannot_tell_is_refused_where_somebody_could() -> None:
    pair = pairs.two()
    pairs.told_apart(pair)
    with cast.acting("noor") as ctx, pytest.raises(Exception, match="of different people"):
        commands.cannot_tell(ctx, nominal_id=pair[0], other_id=pair[1], because="Who knows.")


def test_compare_leads_from_a_reference_to_both_records_and_says_when_there_is_none() -> None:
    one, other = pairs.two()
    browser = cast.browser("noor")
    with cast.acting("noor") as ctx:
        reference = queries.headings(viewer=ctx.actor, nominal_ids=[other])[other].reference
    where = reverse("nominals:compare", args=[one])

    answer = browser.post(where, {"reference": reference})
    assert (answer.status_code, answer["Location"]) == (302, address((one, other)))
    pairs.posted_to_both()
    hidden = pairs.made(compartment=pairs.THERE)
    with cast.acting("beth") as ctx:
        unknown = queries.headings(viewer=ctx.actor, nominal_ids=[hidden])[hidden].reference
    texts = [browser.post(where, {"reference": typed}) for typed in (unknown, "N000·000·0", "nonsense")]
    assert {one.status_code for one in texts} == {422}
    assert all("no other record of this reference" in one.content.decode() for one in texts)


def test_the_persons_page_asks_as_much_for_many_linked_records_as_for_one() -> None:
    def asked(nominal_id: NominalId) -> int:
        browser = cast.browser("beth")
        where = reverse("cases:person", args=[nominal_id])
        browser.get(where)
        with CaptureQueriesContext(connection) as found:
            assert browser.get(where).status_code == 200
        return len(found)

    alone = pairs.made(pairs.CERTAIN)
    bare = asked(alone)
    first, *others = [pairs.made() for _ in range(4)]
    pairs.linked((first, others[0]))
    few = asked(first)
    for other in others[1:]:
        pairs.linked((first, other))

    assert asked(first) == few
    assert few - bare <= 6
