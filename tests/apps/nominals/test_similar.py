"""Whoever looks like somebody else is put beside him, on both pages and in the queue, until a person has judged it."""

from html import unescape
from uuid import uuid4

import pytest
from django.urls import reverse

from caseward.foundation.commands.errors import NotPermitted
from caseward.kernel.dates import PartialDate
from caseward.kernel.identity import Name, Person
from caseward.nominals import commands, queries
from caseward.nominals.models import Nominal, SimilarPair
from caseward.nominals.queries import alike as queue
from caseward.nominals.vocabulary import NominalId
from tests import cast, told
from tests.apps.nominals import pairs, verbs
from tests.apps.nominals.test_commands import events


pytestmark = pytest.mark.django_db

STRANGER = Person(name=Name("Maeve", "Tolland"), born=PartialDate(1990, 6, 2))
WARNING = "Another record looks like this one"

Pair = tuple[NominalId, NominalId]


def low_first(pair: Pair) -> Pair:
    return (min(pair), max(pair))


def bulk(*people: Person, compartment: str = pairs.HERE, who: str = "beth") -> None:
    """Records that came together, which nobody has laid beside each other."""
    with cast.acting(who) as ctx:
        verbs.make_many(ctx, compartment_id=cast.compartment(compartment), people=people)


def looked(who: str = "noor") -> int:
    """How many pairs there are after somebody looked through all records."""
    with cast.acting(who) as ctx:
        reached = commands.look_for_similar(ctx)
        while reached:
            reached = commands.look_for_similar(ctx, after=reached)
        return SimilarPair.objects.visible_to(ctx.actor).count()


def person_page(nominal_id: NominalId, who: str = "noor") -> str:
    answer = cast.browser(who).get(reverse("cases:person", args=[nominal_id]))
    return unescape(answer.content.decode())


def queue_page(who: str) -> str:
    return unescape(cast.browser(who).get(reverse("nominals:similar")).content.decode())


def test_a_new_record_is_put_beside_the_one_it_looks_like_and_both_carry_the_warning() -> None:
    """Failings F34: a similar person is warned of on both records."""
    pair = pairs.two()
    pairs.made(STRANGER)

    assert pairs.waiting() == [low_first(pair)]
    assert all(WARNING in person_page(one) for one in pair)


def test_nobody_is_put_beside_whom_the_maker_of_the_record_may_not_know() -> None:
    pairs.posted_to_both()
    pairs.made(compartment=pairs.THERE)
    pairs.made(compartment=pairs.HERE, who="noor")

    assert pairs.waiting("beth") == []


def test_a_pair_is_known_to_those_only_who_may_know_both() -> None:
    pair = pairs.apart_kept()
    for who in [name for name in cast.PEOPLE if name not in {"beth", "grace"}]:
        with cast.acting(who) as ctx:
            assert queries.similar(viewer=ctx.actor).rows == ()
            assert all(queries.similar_to(viewer=ctx.actor, nominal_id=one) == () for one in pair)
            assert not SimilarPair.objects.exists()

        assert pairs.waiting("beth") == [low_first(pair)]


@pytest.mark.parametrize("say", [pairs.proposed, pairs.linked, pairs.told_apart])
def test_what_somebody_has_spoken_of_waits_no_longer(say: object) -> None:
    pair = pairs.two()
    say(pair)  # type: ignore[operator]  # each of them takes a pair

    assert pairs.waiting() == []
    assert WARNING not in person_page(pair[0])


def test_what_was_ended_refused_or_withdrawn_waits_again() -> None:
    one, other, third = (
        pairs.two(),
        pairs.two(STRANGER, STRANGER),
        pairs.two(*[Person(name=Name("Zbigniew", "Quill"), born=PartialDate(1950, 1, 1))] * 2),
    )
    ended, refused, word = pairs.linked(one), pairs.proposed(other), pairs.told_apart(third)
    assert pairs.waiting() == []
    with cast.acting("beth") as ctx:
        commands.unlink(ctx, link_id=ended, because="A brother.")
    with cast.acting("grace") as ctx:
        commands.unlink(ctx, link_id=ended, because="So it is.")
        commands.refuse_link(ctx, link_id=refused, because="Two schools in one week.")
        commands.withdraw_apart(ctx, link_id=word, because="There is no cousin.")

    assert set(pairs.waiting()) == {low_first(pair) for pair in (one, other, third)}


@pytest.mark.parametrize("which", [0, 1])
def test_cannot_tell_comes_back_when_either_record_changes(which: int) -> None:
    pair = pairs.two()
    with cast.acting("noor") as ctx:
        commands.cannot_tell(ctx, nominal_id=pair[0], other_id=pair[1], because="The photograph is missing.")
    assert pairs.waiting() == []
    assert WARNING in person_page(pair[0]), "nobody has said that it is not the same person"
    with cast.acting("noor") as ctx:
        verbs.add(ctx, nominal_id=pair[which], person=Person(name=Name("Cal", "Hartwright")))

    assert pairs.waiting() == [low_first(pair)]


def test_cannot_tell_of_records_that_nobody_had_noticed_comes_back_as_well() -> None:
    pair = pairs.made(), pairs.made(STRANGER)
    with cast.acting("noor") as ctx:
        commands.cannot_tell(ctx, nominal_id=pair[0], other_id=pair[1], because="A change of name?")
        verbs.add(ctx, nominal_id=pair[0], person=Person(name=Name("Maeve", "Tolland")))

    assert pairs.waiting() == [low_first(pair)]


def test_the_strongest_evidence_stands_first_and_pages_go_on_by_key() -> None:
    bulk(*[STRANGER] * 6)
    pairs.two(pairs.CERTAIN, pairs.CERTAIN)
    looked()
    with cast.acting("noor") as ctx:
        first = commands.view_similar(ctx)
        assert first.next is not None
        second = commands.view_similar(ctx, place=first.next)

    strengths = [row.strength for row in (*first.rows, *second.rows)]
    assert len(strengths) == 1 + 15
    assert strengths == sorted(strengths, reverse=True)
    assert strengths[0] > strengths[1]
    assert len(first.rows) == queue.PAGE
    assert len({row.id for row in (*first.rows, *second.rows)}) == 16


def test_look_for_similar_finds_pairs_among_records_that_came_together() -> None:
    bulk(pairs.CALLUM, STRANGER, pairs.ELSEWHERE)

    assert looked() == 1
    assert looked() == 1, "a second look finds nothing anew"
    assert told.facts("nominal.similar-looked-for")[0] == {"looked": 3, "found": 1}


def test_look_for_similar_leaves_out_whom_the_looker_may_not_know() -> None:
    pairs.posted_to_both()
    bulk(pairs.CALLUM, compartment=pairs.THERE)
    bulk(pairs.CALLUM)

    assert looked("noor") == 0
    assert looked("ewan") == 0
    assert looked("beth") == 1
    assert pairs.waiting("noor") == []


def test_look_for_similar_leaves_out_what_was_spoken_of() -> None:
    bulk(pairs.CALLUM, pairs.CALLUM)
    with cast.acting("noor"):
        one, other = (NominalId(pk) for pk in Nominal.objects.values_list("pk", flat=True))
    pairs.told_apart((one, other), who="noor")

    assert looked() == 0


def test_look_for_similar_goes_through_all_in_bounded_looks(monkeypatch: pytest.MonkeyPatch) -> None:
    bulk(*[pairs.CALLUM] * 3, STRANGER)
    monkeypatch.setattr(queue, "AT_ONCE", 2)

    assert looked() == 3


def test_look_for_similar_is_for_those_who_keep_records() -> None:
    for who in ["ines", "sam", "rafe", "dana", "stan", "kit"]:
        with cast.acting(who) as ctx, pytest.raises(NotPermitted, match="comparing"):
            commands.look_for_similar(ctx)

        assert events()[-1] == "command.refused"


def test_look_for_similar_asks_as_much_for_many_records_as_for_few(
    django_assert_max_num_queries: object,
) -> None:
    bulk(*[pairs.CALLUM] * 6, *[STRANGER] * 6)
    with cast.acting("noor") as ctx, django_assert_max_num_queries(30):  # type: ignore[operator]  # a fixture's type
        commands.look_for_similar(ctx)
    with cast.acting("noor") as ctx, django_assert_max_num_queries(14):  # type: ignore[operator]  # a fixture's type
        queries.similar(viewer=ctx.actor)


def test_view_similar_shows_the_evidence_and_records_that_it_was_shown() -> None:
    pairs.two()
    with cast.acting("priya") as ctx:
        assert len(commands.view_similar(ctx).rows) == 1
    text = queue_page("noor")

    assert "Only name and date of birth agree" in text
    assert "Compare them and answer" in text
    assert told.facts("nominal.similar-shown") == [{"shown": 1}] * 2


def test_view_similar_is_for_those_who_keep_records() -> None:
    for who in ["ines", "sam", "rafe", "dana", "stan", "kit"]:
        assert cast.browser(who).get(reverse("nominals:similar")).status_code == 404
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            commands.view_similar(ctx)


def test_view_similar_shows_nothing_of_another_force() -> None:
    pairs.two()

    with cast.acting("ewan") as ctx:
        assert commands.view_similar(ctx).rows == ()
    assert "No pair waits to be judged" in queue_page("ewan")
    assert "Hartwright" not in queue_page("ewan")


def test_view_similar_shows_a_second_person_what_waits_for_her() -> None:
    pair = pairs.two()
    pairs.proposed(pair)

    assert "Links that wait for a second person" in queue_page("grace")
    for who in ("beth", "noor", "ewan"):
        assert "Links that wait for a second person" not in queue_page(who)


def test_the_button_looks_through_the_records_and_says_where_to_go_on() -> None:
    bulk(pairs.CALLUM, pairs.CALLUM)
    browser = cast.browser("noor")
    answer = browser.post(reverse("nominals:similar"), {"after": "nonsense"})

    assert (answer.status_code, answer["Location"]) == (302, reverse("nominals:similar"))
    assert len(pairs.waiting("noor")) == 1
    assert browser.get(reverse("nominals:similar"), {"on": str(uuid4())}).status_code == 200


def test_an_answer_from_the_queue_leads_to_the_next_pair_and_at_the_end_to_the_queue() -> None:
    maeve = Person(name=Name("Maeve", "Tolland"), born=PartialDate(1990, 6, 2))
    bulk(pairs.CALLUM, pairs.CALLUM, maeve, maeve)
    looked("beth")
    browser, (first, second) = cast.browser("beth"), pairs.waiting()
    answer = {"answers_to": "judge", "answer": "NOT_SAME", "because": "Cousins of one name."}

    places = [reverse("nominals:two", args=pair) + "?from=similar" for pair in (first, second)]
    assert f'href="{places[0]}"' in queue_page("beth")
    assert browser.post(places[0], answer)["Location"] == places[1]
    assert browser.post(places[1], answer)["Location"] == reverse("nominals:similar")


def test_an_answer_from_elsewhere_stays_with_its_pair() -> None:
    pair = pairs.two()
    answer = {"answers_to": "judge", "answer": "NOT_SAME", "because": "Cousins of one name."}
    where = reverse("nominals:two", args=pair)

    assert cast.browser("beth").post(where, answer)["Location"] == where
