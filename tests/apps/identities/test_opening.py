"""A link is opened by two custodians, for one purpose, for ten minutes, and every look is told."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from caseward.foundation.access.models import Membership
from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.jobs.models import OutboxMessage
from caseward.foundation.ledger.models import Entry
from caseward.foundation.records import references as made_up
from caseward.identities import commands, policies, presenters, queries
from caseward.identities.models import SealedPair
from caseward.identities.vocabulary import OpeningState
from caseward.kernel import references
from caseward.kernel.decisions import Refused
from caseward.workforce import commands as workforce
from caseward.workforce.models import Clearance
from tests import cast, moments, roles
from tests.apps.identities import given


pytestmark = pytest.mark.django_db

OTHERS = [name for name in cast.PEOPLE if name not in {"cleo", "ada"}]
SECOND = timedelta(microseconds=1)


def withdraw_vetting(name: str) -> None:
    """Sam withdraws somebody's vetting."""
    with cast.acting("sam", now=moments.real_now()) as ctx:
        for one in Clearance.objects.filter(user=cast.person(name), withdrawn_at__isnull=True):
            workforce.withdraw_clearance(ctx, clearance_id=one.pk, version=one.version, because="Left.")


def test_ask_to_open_is_kept_with_purpose_and_words() -> None:
    opening = given.opening(given.asked(given.made()))

    assert opening.state(moments.real_now()) is OpeningState.ASKED
    assert (opening.purpose, opening.words) == ("court", given.WORDS)
    assert given.told()[0] == "identity-opening.asked"


def test_ask_to_open_finds_nothing_for_anybody_else() -> None:
    link_id = given.made()
    for who in OTHERS:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.ask_to_open(ctx, link_id=link_id, purpose="court", words="x")

        assert given.told_of(who) == ("command.refused", "not-visible")


def test_ask_to_open_waits_for_the_link_to_be_made() -> None:
    link_id = given.proposed(given.two_records())
    with cast.acting("cleo", now=moments.real_now()) as ctx, pytest.raises(Invalid):
        commands.ask_to_open(ctx, link_id=link_id, purpose="court", words="x")

    assert given.told() == ("command.refused", "identity.not-made")


@pytest.mark.parametrize("state", ["asked", "open"])
def test_ask_to_open_once_at_a_time(state: str) -> None:
    link_id = given.made()
    (given.asked if state == "asked" else given.approved)(link_id)
    with cast.acting("ada", now=moments.real_now()) as ctx, pytest.raises(Invalid):
        commands.ask_to_open(ctx, link_id=link_id, purpose="court", words="x")

    assert given.told() == ("command.refused", "identity.asked-already")


def test_ask_to_open_again_once_the_asking_before_has_lapsed() -> None:
    link_id = given.made()
    lapsed = given.asked(link_id, now=given.ago(minutes=60))
    again = given.asked(link_id)

    assert given.opening(lapsed).state(moments.real_now()) is OpeningState.LAPSED
    assert given.opening(again).state(moments.real_now()) is OpeningState.ASKED


@pytest.mark.parametrize("words", ["About {0}.", "about {1} and the rest", "see {2}"])
def test_ask_to_open_keeps_no_reference_among_its_words(words: str) -> None:
    records = given.two_records()
    link_id = given.made(records)
    written = given.references(*records)[0]
    forms = written, written.lower().replace("·", ""), written.replace("·", "").replace("-", "")
    with cast.acting("cleo", now=moments.real_now()) as ctx, pytest.raises(Invalid):
        commands.ask_to_open(ctx, link_id=link_id, purpose="court", words=words.format(*forms))

    assert given.told() == ("command.refused", "identity.reference-in-words")


def test_a_reference_of_any_kind_is_seen_among_words() -> None:
    for kind in references.Kind:
        words = f"It began with {references.shown(made_up.new(kind))}."
        assert isinstance(policies.names_no_record(words), Refused), words
    assert policies.names_no_record("Asked for by the court in December.")


def test_ask_to_open_is_for_a_purpose_of_the_definition() -> None:
    link_id = given.made()
    with cast.acting("cleo", now=moments.real_now()) as ctx, pytest.raises(Invalid):
        commands.ask_to_open(ctx, link_id=link_id, purpose="curiosity", words="x")


def test_approve_opening_lets_both_read_for_ten_minutes() -> None:
    opening = given.opening(given.approved(given.made()))

    assert opening.answered_at is not None
    assert opening.opens_until == opening.answered_at + timedelta(minutes=10)
    assert given.told()[0] == "identity-opening.approved"


def test_whoever_has_to_answer_is_told_and_so_is_whoever_waits() -> None:
    third = cast.person(given.third_custodian()).pk
    link_id = given.made()
    given.approved(link_id)
    cleo, ada = cast.person("cleo").pk, cast.person("ada").pk
    with roles.owner():
        told = set(OutboxMessage.objects.filter(about_id=link_id).values_list("kind", "user_id"))

    assert told == {
        ("identity-link.proposed", ada), ("identity-link.proposed", third),
        ("identity-opening.asked", ada), ("identity-opening.asked", third),
        ("identity-opening.approved", cleo),
    }  # fmt: skip
    assert {kind for kind, _ in told} <= presenters.NOTICES.keys()


def test_approve_opening_is_never_for_whoever_asked() -> None:
    opening_id = given.asked(given.made())
    with cast.acting("cleo", now=moments.real_now()) as ctx, pytest.raises(NotPermitted):
        commands.approve_opening(ctx, opening_id=opening_id)

    assert given.told() == ("command.refused", "identity.same-person")


def test_approve_opening_finds_nothing_for_anybody_else() -> None:
    opening_id = given.asked(given.made())
    for who in OTHERS:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.approve_opening(ctx, opening_id=opening_id)

        assert given.told_of(who) == ("command.refused", "not-visible")


def test_approve_opening_is_too_late_at_the_sixtieth_minute_and_not_before() -> None:
    opening_id = given.asked(given.made())
    lapses = given.opening(opening_id).answer_by
    with cast.acting("ada", now=lapses) as ctx, pytest.raises(Invalid):
        commands.approve_opening(ctx, opening_id=opening_id)
    assert given.told() == ("command.refused", "identity.lapsed")
    with cast.acting("ada", now=lapses - SECOND) as ctx:
        commands.approve_opening(ctx, opening_id=opening_id)


def test_approve_opening_needs_the_asker_to_be_a_custodian_still() -> None:
    opening_id = given.asked(given.made())
    withdraw_vetting("cleo")
    with cast.acting("ada", now=moments.real_now()) as ctx, pytest.raises(Invalid):
        commands.approve_opening(ctx, opening_id=opening_id)

    assert given.told() == ("command.refused", "identity.custodian-gone")


def test_refuse_opening_says_why_and_stays() -> None:
    link_id = given.made()
    opening_id = given.asked(link_id)
    with cast.acting("ada", now=moments.real_now()) as ctx:
        commands.refuse_opening(ctx, opening_id=opening_id, words="The court has withdrawn its question.")

    assert given.opening(opening_id).state(moments.real_now()) is OpeningState.REFUSED
    assert given.told()[0] == "identity-opening.refused"
    for verb in (commands.approve_opening, commands.view_identities, commands.close_opening):
        with cast.acting("ada", now=moments.real_now()) as ctx, pytest.raises(Invalid):
            verb(ctx, opening_id=opening_id)


def test_refuse_opening_is_not_silent() -> None:
    opening_id = given.asked(given.made())
    with cast.acting("ada", now=moments.real_now()) as ctx, pytest.raises(Invalid):
        commands.refuse_opening(ctx, opening_id=opening_id, words=" ")

    assert given.told() == ("command.refused", "identity.silent")


def test_refuse_opening_is_never_for_whoever_asked() -> None:
    opening_id = given.asked(given.made())
    with cast.acting("cleo", now=moments.real_now()) as ctx, pytest.raises(NotPermitted):
        commands.refuse_opening(ctx, opening_id=opening_id, words="No.")


def test_refuse_opening_finds_nothing_for_anybody_else() -> None:
    opening_id = given.asked(given.made())
    for who in OTHERS:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.refuse_opening(ctx, opening_id=opening_id, words="No.")


def test_view_identities_shows_both_references_to_both() -> None:
    records = given.two_records()
    opening_id = given.approved(given.made(records))
    for who in ("cleo", "ada"):
        with cast.acting(who, now=moments.real_now()) as ctx:
            shown = commands.view_identities(ctx, opening_id=opening_id)
        assert (shown.earlier, shown.later) == given.references(*records)


def test_view_identities_tells_every_single_look() -> None:
    link_id = given.made()
    opening_id = given.approved(link_id)
    for who in ("cleo", "ada", "cleo"):
        with cast.acting(who, now=moments.real_now()) as ctx:
            commands.view_identities(ctx, opening_id=opening_id)

    with roles.owner():
        looks = list(Entry.objects.filter(event="identity-opening.read").order_by("sequence"))
    assert [look.actor_id for look in looks] == [cast.person(who).pk for who in ("cleo", "ada", "cleo")]
    assert all(set(look.subject_ids) == {link_id, opening_id} for look in looks)
    assert {look.purpose for look in looks} == {"task"}


def test_view_identities_finds_nothing_for_anybody_else() -> None:
    opening_id = given.approved(given.made())
    for who in OTHERS:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.view_identities(ctx, opening_id=opening_id)

        assert given.told_of(who) == ("command.refused", "not-visible")


def test_view_identities_is_for_the_two_and_no_third_custodian() -> None:
    opening_id = given.approved(given.made())
    who = given.third_custodian()
    with cast.acting(who, now=moments.real_now()) as ctx, pytest.raises(NotPermitted):
        commands.view_identities(ctx, opening_id=opening_id)

    assert given.told() == ("command.refused", "identity.not-one-of-two")


def test_view_identities_ends_at_the_tenth_minute_and_not_before() -> None:
    opening_id = given.approved(given.made())
    until = given.opening(opening_id).opens_until
    assert until is not None
    with cast.acting("cleo", now=until - SECOND) as ctx:
        commands.view_identities(ctx, opening_id=opening_id)
    with cast.acting("cleo", now=until) as ctx, pytest.raises(Invalid):
        commands.view_identities(ctx, opening_id=opening_id)

    assert given.told() == ("command.refused", "identity.shut")
    assert given.opening(opening_id).state(until) is OpeningState.OVER


def test_view_identities_ends_by_the_clock_of_the_database_whatever_ours_says() -> None:
    link_id = given.made(now=given.ago(minutes=30))
    opening_id = given.approved(link_id, now=given.ago(minutes=10))
    with cast.acting("cleo", now=given.ago(minutes=5)) as ctx, pytest.raises(Invalid):
        commands.view_identities(ctx, opening_id=opening_id)

    assert given.told() == ("command.refused", "identity.shut")


@pytest.mark.parametrize("gone", ["cleo", "ada"])
def test_view_identities_ends_at_once_for_both_when_either_loses_vetting(gone: str) -> None:
    opening_id = given.approved(given.made())
    withdraw_vetting(gone)
    other = {"cleo": "ada", "ada": "cleo"}[gone]
    with cast.acting(other, now=moments.real_now()) as ctx, pytest.raises(Invalid):
        commands.view_identities(ctx, opening_id=opening_id)
    assert given.told() == ("command.refused", "identity.custodian-gone")
    with cast.acting(gone, now=moments.real_now()) as ctx, pytest.raises(NotVisible):
        commands.view_identities(ctx, opening_id=opening_id)


@pytest.mark.parametrize("who", ["cleo", "ada"])
def test_close_opening_closes_it_for_both(who: str) -> None:
    link_id = given.made()
    opening_id = given.approved(link_id)
    with cast.acting(who, now=moments.real_now()) as ctx:
        assert commands.close_opening(ctx, opening_id=opening_id) == link_id

    assert given.told()[0] == "identity-opening.closed"
    for each in ("cleo", "ada"):
        with cast.acting(each, now=moments.real_now()) as ctx, pytest.raises(Invalid):
            commands.view_identities(ctx, opening_id=opening_id)


def test_close_opening_closes_only_what_is_open() -> None:
    opening_id = given.asked(given.made())
    with cast.acting("cleo", now=moments.real_now()) as ctx, pytest.raises(Invalid):
        commands.close_opening(ctx, opening_id=opening_id)


def test_close_opening_is_for_the_two_and_no_third_custodian() -> None:
    opening_id = given.approved(given.made())
    who = given.third_custodian()
    with cast.acting(who, now=moments.real_now()) as ctx, pytest.raises(NotPermitted):
        commands.close_opening(ctx, opening_id=opening_id)


def test_close_opening_finds_nothing_for_anybody_else() -> None:
    opening_id = given.approved(given.made())
    for who in OTHERS:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            commands.close_opening(ctx, opening_id=opening_id)


@pytest.mark.parametrize("who", ["cleo", "ada"])
def test_the_database_hands_out_no_pair_outside_a_command_even_while_it_is_open(who: str) -> None:
    given.approved(given.made())
    with cast.acting(who):
        assert not SealedPair.objects.exists()


def test_the_database_takes_no_custodians_word_from_another() -> None:
    opening_id = given.asked(given.made())
    forged = (
        "update identities_opening set answered_at = now(), answered_by_id = %s, answer = 'APPROVED', "
        "opens_until = now() + interval '10 minutes' where id = %s"
    )
    with cast.acting("cleo"), pytest.raises(DatabaseError, match="speaks for himself"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.command', %s, true)", [str(opening_id)])
            cursor.execute(forged, [cast.person("ada").pk, opening_id])


def test_whoever_came_by_another_way_than_a_posting_learns_of_no_link() -> None:
    link_id = given.made()
    given.approved(link_id)
    kept_in = given.custodians()
    ada = cast.person("ada").pk
    with roles.owner():
        Membership.objects.filter(user=ada, compartment_id=kept_in).update(basis_id=None)
    with cast.acting("ada", now=moments.real_now()) as ctx:
        assert ctx.actor.holds("seal.hold", kept_in)
        assert not queries.links(viewer=ctx.actor, now=ctx.now).rows
        with pytest.raises(NotVisible):
            commands.ask_to_open(ctx, link_id=link_id, purpose="court", words="x")


@pytest.mark.parametrize(
    "said", ["opens_until = opens_until + interval '5 minutes'", "purpose = 'threat'", "answer = 'REFUSED'"]
)
def test_the_database_lets_nobody_say_it_otherwise_afterwards(said: str) -> None:
    opening_id = given.approved(given.made())
    with (
        cast.acting("ada"),
        pytest.raises(DatabaseError, match="stands as it was said"),
        transaction.atomic(),
    ):
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.command', %s, true)", [str(opening_id)])
            cursor.execute(f"update identities_opening set {said} where id = %s", [opening_id])  # noqa: S608


def test_no_definition_opens_a_link_for_longer_than_an_hour() -> None:
    opening = given.opening(given.asked(given.made()))
    open_long = {
        "answered_at": opening.created_at,
        "answered_by": cast.person("ada").pk,
        "answer": "APPROVED",
        "opens_until": opening.created_at + timedelta(minutes=61),
    }
    with roles.owner(), pytest.raises(IntegrityError, match="an_hour_at_most"), transaction.atomic():
        type(opening).objects.filter(pk=opening.pk).update(**open_long)
