"""Two entries of one event: both stay, side by side, with what differs and which is relied on (failings F06)."""

from collections.abc import Callable
from dataclasses import replace
from html import unescape
from typing import Any
from uuid import UUID

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.urls import reverse

from caseward.cases.models import Case
from caseward.chronology import commands, queries
from caseward.chronology.models import Entry, SameEvent
from caseward.chronology.vocabulary import Source
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible, Stale
from caseward.obligations.vocabulary import Matter, MatterKind
from tests import cast, roles, told
from tests import given as world
from tests.apps.chronology import given


pytestmark = pytest.mark.django_db

OUTSIDE = ["noor", "rhys", "ewan", "stan", "sam", "dana", "kit"]
WHY = "Both speak of the stairs."
LATER = replace(
    given.FIGHT, occurred=given.OCTOBER, source=Source.FAMILY, source_name="Mother", text="He fell."
)


def told_twice() -> tuple[Matter, UUID, UUID]:
    """A record of whose one event the school and the mother give two dates."""
    with cast.acting("priya") as ctx:
        about = given.matter()
        return (
            about,
            given.put(ctx, about=about, entered=given.FIGHT),
            given.put(ctx, about=about, entered=LATER),
        )


def join(one: UUID, other: UUID, *, who: str = "priya", because: str = WHY) -> UUID:
    with cast.acting(who) as ctx:
        return commands.join_entries(ctx, entry_id=one, other_id=other, because=because)


def rely(said: UUID, entry_id: UUID, *, version: int = 1, because: str = "The school wrote it down.") -> UUID:
    with cast.acting("beth") as ctx:
        return commands.rely_on(ctx, same_event_id=said, version=version, entry_id=entry_id, because=because)


def part(said: UUID, *, version: int = 1, because: str = "Two fights.") -> UUID:
    with cast.acting("beth") as ctx:
        return commands.part_entries(ctx, same_event_id=said, version=version, because=because)


def line(about: Matter, entry_id: UUID) -> queries.Account:
    with cast.acting("priya") as ctx:
        rows = queries.timeline(viewer=ctx.actor, about_ids=[about.id]).rows
    return next(one.first for one in rows if one.first.id == entry_id)


def verbs(one: UUID, other: UUID, said: UUID) -> list[Callable[[Context], Any]]:
    return [
        lambda ctx: commands.join_entries(ctx, entry_id=one, other_id=other, because=WHY),
        lambda ctx: commands.rely_on(ctx, same_event_id=said, version=1, entry_id=one, because=WHY),
        lambda ctx: commands.part_entries(ctx, same_event_id=said, version=1, because=WHY),
        lambda ctx: commands.view_same_event(ctx, same_event_id=said),
    ]


def rows_of(about: Matter) -> Any:
    with cast.acting("priya"):
        return list(Entry.objects.filter(about_id=about.id).order_by("pk").values())


def test_two_dates_of_one_event_stand_side_by_side_until_one_is_relied_on_and_part_as_they_were() -> None:
    about, one, other = told_twice()
    before, alone = rows_of(about), [line(about, key) for key in (one, other)]
    said = join(one, other)

    for mine, theirs in ((one, other), (other, one)):
        [(shown, differ)] = line(about, mine).joined
        assert (shown.entry_id, shown.relied_on, differ) == (theirs, None, True)
    rely(said, one)
    rely(said, other, version=2, because="The school had it from her.")
    [(shown, _)] = line(about, one).joined
    assert shown.relied_on == other
    with cast.acting("priya") as ctx:
        both = commands.view_same_event(ctx, same_event_id=said)
    assert {both.one.occurred, both.other.occurred} == {given.APRIL, given.OCTOBER}
    part(said, version=3)
    assert [line(about, key) for key in (one, other)] == alone
    assert rows_of(about) == before
    join(one, other)  # and may be joined anew


def test_whoever_may_not_know_them_finds_none_and_whoever_only_reads_changes_none() -> None:
    """join_entries, rely_on, part_entries and view_same_event by everybody outside, then without the right."""
    _about, one, other = told_twice()
    said = join(one, other)
    for who in OUTSIDE:
        for verb in verbs(one, other, said):
            with cast.acting(who) as ctx, pytest.raises(NotVisible):
                verb(ctx)
        with cast.acting(who):
            assert not SameEvent.objects.exists()
    assert {code for _, code in told.refusals()} == {"not-visible"}
    for place, verb in enumerate(verbs(one, other, said)):
        with cast.acting("priya") as ctx:
            lacks = {"case.read"} if place == 3 else {"case.write"}
            kept = (replace(each, capabilities=each.capabilities - lacks) for each in ctx.actor.memberships)
            ctx.actor = replace(ctx.actor, memberships=tuple(kept))
            with pytest.raises(NotPermitted):
                verb(ctx)
            if lacks == {"case.write"}:
                assert not commands.view_same_event(ctx, same_event_id=said).may_decide


def test_entries_are_joined_in_words_once_and_only_within_one_record() -> None:
    about, one, other = told_twice()
    _elsewhere, third, _fourth = told_twice()
    said = join(one, other)
    refused: list[tuple[Callable[[], Any], str]] = [
        (lambda: join(one, other), "said already"),
        (lambda: join(other, one), "said already"),
        (lambda: join(one, third), "one chronology"),
        (lambda: join(one, other, because=" "), "to understand"),
        (lambda: rely(said, one, because=""), "to understand"),
        (lambda: part(said, because=""), "to understand"),
    ]
    for verb, words in refused:
        with pytest.raises(Invalid, match=words):
            verb()
    with pytest.raises(NotVisible):
        rely(said, third)
    with pytest.raises(Stale):
        part(said, version=4)
    part(said)
    with pytest.raises(Invalid, match="parted"):
        rely(said, one, version=2)
    with cast.acting("priya") as ctx, pytest.raises(NotVisible):
        commands.view_same_event(ctx, same_event_id=about.id)


def test_the_ledger_is_told_which_entries_and_nothing_of_what_they_say() -> None:
    about, one, other = told_twice()
    said = join(one, other)
    rely(said, one)
    with cast.acting("priya") as ctx:
        commands.view_same_event(ctx, same_event_id=said)
    part(said, version=2)

    of = {"same_event_id": str(said), "about_id": str(about.id)}
    assert told.facts("entry.joined") == told.facts("entry.parted") == [of]
    assert told.facts("entry.relied-on") == [of | {"entry_id": str(one)}]
    assert {each["entry_id"] for each in told.facts("entry.viewed")[-2:]} == {str(one), str(other)}


def test_two_entries_are_kept_where_both_are_whoever_writes() -> None:
    _about, one, other = told_twice()
    said = join(one, other)
    with cast.acting("beth"):
        there = cast.compartment(given.REFERRALS)
    with roles.owner(), pytest.raises(IntegrityError), transaction.atomic():
        SameEvent.objects.filter(pk=said).update(compartment=there)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
    with cast.acting("priya"), pytest.raises(ProgrammingError), transaction.atomic():
        SameEvent.objects.filter(pk=said).delete()


def test_an_officer_joins_decides_and_parts_on_pages() -> None:
    case_id = world.owned()
    with cast.acting("priya") as ctx:
        case = Case.objects.get(pk=case_id)
        about = Matter(
            id=case_id, kind=MatterKind.CASE, reference=case.reference, compartment_id=case.compartment_id
        )
        one = given.put(ctx, about=about, entered=given.FIGHT)
        other = given.put(ctx, about=about, entered=LATER)
    browser = cast.browser("priya")
    sent = {"other": str(other), "because": WHY}
    joined = browser.post(reverse("chronology:join", args=[one]), sent)
    assert joined.status_code == 302
    chronology = unescape(browser.get(reverse("cases:chronology", args=[case_id])).content.decode())
    assert chronology.count("Another entry tells of this event") == 2
    assert chronology.count("the dates differ, not decided") == 2
    both = unescape(browser.get(joined["Location"]).content.decode())
    assert both.count("differs") >= 2
    assert "He fell." in both
    assert WHY in both
    assert "Decide" in both
    said = {"answer": "one", "because": "It was written down.", "version": "1"}
    assert browser.post(joined["Location"], said).status_code == 302
    entry = unescape(browser.get(reverse("chronology:entry", args=[one])).content.decode())
    assert "relied on" in entry
    assert browser.post(joined["Location"], said | {"answer": "apart", "version": "2"}).status_code == 302
    after = unescape(browser.get(joined["Location"]).content.decode())
    assert "Two events after all" in after
