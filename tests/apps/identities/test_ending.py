"""A wrong link is ended by two, as it was made; neither record ever knew of it, and neither changes."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.db import DatabaseError, connection, transaction

from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.jobs.models import OutboxMessage
from caseward.identities import commands, presenters
from caseward.identities.models import Ending, IdentityLink, SealedPair
from caseward.identities.vocabulary import Answer, EndingState, LinkState, OpeningState
from tests import cast, moments, roles
from tests.apps.identities import given
from tests.apps.identities.test_opening import withdraw_vetting


pytestmark = pytest.mark.django_db

OTHERS = [name for name in cast.PEOPLE if name not in {"cleo", "ada"}]
SECOND = timedelta(microseconds=1)
WORDS = "The order was read with us both in the room: it is she."


def ended(link_id: UUID) -> UUID:
    """A link that both call wrong."""
    ending_id = given.questioned(link_id)
    with cast.acting("ada", now=moments.real_now()) as ctx:
        return commands.end_link(ctx, ending_id=ending_id)


def state(ending_id: UUID) -> EndingState:
    with roles.owner():
        return Ending.objects.get(pk=ending_id).state(moments.real_now())


def refused(who: str, verb: Callable[..., object], **said: object) -> str:
    """The code with which one of the custodians is refused."""
    with cast.acting(who, now=moments.real_now()) as ctx, pytest.raises((Invalid, NotPermitted)):
        verb(ctx, **said)
    event, code = given.told()
    assert event == "command.refused"
    return code


def hidden(verb: Callable[..., object], **said: object) -> None:
    """Everybody but the custodians is answered as if there were nothing."""
    for who in OTHERS:
        with cast.acting(who) as ctx, pytest.raises(NotVisible):
            verb(ctx, **said)
        assert given.told_of(who) == ("command.refused", "not-visible")


def test_question_link_keeps_the_words_and_changes_nothing_yet() -> None:
    link_id = given.made()
    ending_id = given.questioned(link_id)

    assert given.told()[0] == "identity-link.questioned"
    assert state(ending_id) is EndingState.ASKED
    assert given.link(link_id).state(moments.real_now()) is LinkState.MADE
    assert refused("ada", commands.question_link, link_id=link_id, words="x") == "identity.questioned-already"


def test_question_link_finds_nothing_for_anybody_else() -> None:
    hidden(commands.question_link, link_id=given.made(), words="x")


def test_question_link_says_why_without_a_reference_of_a_link_that_was_made() -> None:
    records = given.two_records()
    proposed = given.proposed(records)
    assert refused("cleo", commands.question_link, link_id=proposed, words="x") == "identity.not-made"
    link_id = given.made(records)
    assert refused("cleo", commands.question_link, link_id=link_id, words=" ") == "identity.silent"
    named = f"Not {given.references(*records)[0]}."
    assert refused("cleo", commands.question_link, link_id=link_id, words=named) == (
        "identity.reference-in-words"
    )


def test_end_link_shuts_it_at_once_for_everybody() -> None:
    link_id = given.made()
    opening_id = given.approved(link_id)
    assert ended(link_id) == link_id

    assert given.link(link_id).state(moments.real_now()) is LinkState.ENDED
    assert given.opening(opening_id).state(moments.real_now()) is OpeningState.CLOSED
    for who in ("cleo", "ada"):
        assert refused(who, commands.view_identities, opening_id=opening_id) == "identity.shut"
        assert (
            refused(who, commands.ask_to_open, link_id=link_id, purpose="court", words="x")
            == "identity.ended"
        )
    assert refused("cleo", commands.question_link, link_id=link_id, words="x") == "identity.ended"


def test_end_link_leaves_an_asking_that_waits_without_an_answer() -> None:
    link_id = given.made()
    opening_id = given.asked(link_id)
    ended(link_id)

    assert refused("ada", commands.approve_opening, opening_id=opening_id) == "identity.ended"


def test_end_link_lets_the_same_two_records_be_linked_anew() -> None:
    records = given.two_records()
    ended(given.made(records))

    assert given.link(given.made(records)).state(moments.real_now()) is LinkState.MADE


def test_end_link_is_never_for_whoever_said_that_it_is_wrong_nor_for_others() -> None:
    ending_id = given.questioned(given.made())
    assert refused("cleo", commands.end_link, ending_id=ending_id) == "identity.same-person"
    hidden(commands.end_link, ending_id=ending_id)


def test_end_link_needs_the_first_to_be_a_custodian_still() -> None:
    ending_id = given.questioned(given.made())
    withdraw_vetting("cleo")

    assert refused("ada", commands.end_link, ending_id=ending_id) == "identity.custodian-gone"


def test_end_link_is_too_late_when_the_days_of_the_rule_are_over_and_not_before() -> None:
    link_id = given.made()
    ending_id = given.questioned(link_id)
    with roles.owner():
        lapses = Ending.objects.get(pk=ending_id).answer_by
    with cast.acting("ada", now=lapses) as ctx, pytest.raises(Invalid):
        commands.end_link(ctx, ending_id=ending_id)
    assert given.told() == ("command.refused", "identity.lapsed")
    with cast.acting("ada", now=lapses - SECOND) as ctx:
        commands.end_link(ctx, ending_id=ending_id)


def test_uphold_link_says_why_and_the_link_stands() -> None:
    link_id = given.made()
    ending_id = given.questioned(link_id)
    with cast.acting("ada", now=moments.real_now()) as ctx:
        commands.uphold_link(ctx, ending_id=ending_id, words=WORDS)

    assert given.told()[0] == "identity-link.upheld"
    assert state(ending_id) is EndingState.REFUSED
    assert given.link(link_id).state(moments.real_now()) is LinkState.MADE
    assert refused("ada", commands.end_link, ending_id=ending_id) == "identity.answered"
    given.questioned(link_id)


def test_uphold_link_is_neither_silent_nor_a_place_for_references() -> None:
    records = given.two_records()
    ending_id = given.questioned(given.made(records))
    assert refused("ada", commands.uphold_link, ending_id=ending_id, words=" ") == "identity.silent"
    named = f"It is {given.references(*records)[1]}."
    said = refused("ada", commands.uphold_link, ending_id=ending_id, words=named)
    assert said == "identity.reference-in-words"
    assert state(ending_id) is EndingState.ASKED


def test_uphold_link_is_never_for_whoever_said_that_it_is_wrong() -> None:
    ending_id = given.questioned(given.made())
    assert refused("cleo", commands.uphold_link, ending_id=ending_id, words="x") == "identity.same-person"


def test_uphold_link_finds_nothing_for_anybody_else() -> None:
    ending_id = given.questioned(given.made())
    hidden(commands.uphold_link, ending_id=ending_id, words="x")


def test_whoever_has_to_answer_is_told_and_so_is_whoever_waits() -> None:
    link_id = given.made()
    ended(link_id)
    with roles.owner():
        told = set(OutboxMessage.objects.filter(about_id=link_id).values_list("kind", "user_id"))
    cleo, ada = cast.person("cleo").pk, cast.person("ada").pk

    assert {("identity-link.questioned", ada), ("identity-link.ended", cleo)} <= told
    assert {kind for kind, _ in told} <= presenters.NOTICES.keys()


def test_the_database_lets_nobody_end_alone_what_two_have_made() -> None:
    link_id = given.made()
    given.questioned(link_id)
    forged = "update identities_identitylink set ended_at = now() where id = %s"
    with cast.acting("cleo"), pytest.raises(DatabaseError, match="two custodians end"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.command', %s, true)", [str(link_id)])
            cursor.execute(forged, [link_id])


def pairs_in_a_command(opening_id: UUID) -> int:
    """How many locked pairs the database hands out to Cleo within a command."""
    with cast.acting("cleo"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select set_config('app.command', %s, true)", [str(opening_id)])
        return SealedPair.objects.count()


def test_the_database_hands_out_no_pair_of_an_ended_link_although_an_opening_runs() -> None:
    link_id = given.made()
    opening_id = given.approved(link_id)
    given.questioned(link_id)
    assert pairs_in_a_command(opening_id) == 1
    with roles.owner():
        said = {"answered_by": cast.person("ada"), "answer": Answer.APPROVED}
        Ending.objects.update(answered_at=moments.real_now(), **said)
        IdentityLink.objects.update(ended_at=moments.real_now())

    assert given.opening(opening_id).state(moments.real_now()) is OpeningState.OPEN
    assert pairs_in_a_command(opening_id) == 0
