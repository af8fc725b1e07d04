"""Two records are linked by as many people as the risk asks for, and come apart again by as many."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, connection, transaction

from caseward.foundation.commands.errors import Invalid, NotPermitted, NotVisible
from caseward.foundation.ledger.models import Entry
from caseward.nominals import commands
from caseward.nominals.models import LinkStep, PersonLink, SimilarPair
from caseward.nominals.vocabulary import LinkId, LinkState, NominalId
from tests import cast, roles
from tests.apps.nominals import pairs
from tests.apps.nominals.test_commands import events


pytestmark = pytest.mark.django_db

BOTH = ("beth", "grace")
# Everybody who may know one of two records that are kept apart, or none.
STRANGERS = [name for name in cast.PEOPLE if name not in BOTH]


def steps(link_id: LinkId) -> list[tuple[str, str]]:
    with cast.acting("beth"):
        found = LinkStep.objects.filter(link_id=link_id).order_by("created_at", "kind")
        return list(found.values_list("kind", "created_by__username"))


def test_propose_link_of_one_name_and_birth_waits_for_a_second_person() -> None:
    link_id = pairs.proposed(pairs.two())

    assert pairs.state(link_id) == LinkState.PROPOSED
    assert events()[-1] == "nominal.link-proposed"
    with cast.acting("beth"):
        assert PersonLink.objects.get(pk=link_id).risks == ["no-strong-number"]


def test_propose_link_where_a_number_agrees_and_nothing_differs_takes_one_who_may_link() -> None:
    link_id = pairs.proposed(pairs.two(pairs.CERTAIN, pairs.CERTAIN))

    assert pairs.state(link_id) == LinkState.STANDS
    assert steps(link_id) == [("LINKED", "beth")]
    assert events()[-1] == "nominal.linked"


def test_propose_link_by_somebody_who_may_not_link_waits_however_certain() -> None:
    link_id = pairs.proposed(pairs.two(pairs.CERTAIN, pairs.CERTAIN), who="noor")

    assert pairs.state(link_id) == LinkState.PROPOSED


def test_propose_link_of_records_that_are_kept_apart_is_risky_however_certain() -> None:
    link_id = pairs.proposed(pairs.apart_kept(pairs.CERTAIN, pairs.CERTAIN))

    assert pairs.state(link_id) == LinkState.PROPOSED


def test_propose_link_finds_nothing_for_whoever_may_not_know_both() -> None:
    known, hidden = pairs.apart_kept()
    for who in STRANGERS:
        with cast.acting(who) as ctx:
            for one, other in ((known, hidden), (hidden, known), (known, NominalId(uuid4()))):
                with pytest.raises(NotVisible):
                    commands.propose_link(ctx, nominal_id=one, other_id=other, because=pairs.WHY)

        assert events()[-1] == "command.refused"


def test_propose_link_of_a_record_with_itself_is_none() -> None:
    one = pairs.made()
    with cast.acting("beth") as ctx, pytest.raises(NotVisible):
        commands.propose_link(ctx, nominal_id=one, other_id=one, because=pairs.WHY)


@pytest.mark.parametrize("because", ["", "  \n "])
def test_propose_link_asks_for_a_reason(because: str) -> None:
    one, other = pairs.two()
    with cast.acting("beth") as ctx, pytest.raises(Invalid, match="makes you think"):
        commands.propose_link(ctx, nominal_id=one, other_id=other, because=because)


def test_propose_link_twice_is_refused_in_words_whichever_record_is_named_first() -> None:
    one, other = pairs.two()
    pairs.proposed((one, other))
    with cast.acting("grace") as ctx, pytest.raises(Invalid, match="confirm or refuse that first"):
        commands.propose_link(ctx, nominal_id=other, other_id=one, because=pairs.WHY)


def test_the_database_holds_one_open_word_on_a_pair_whoever_writes() -> None:
    link_id = pairs.proposed(pairs.two())
    with roles.owner(), pytest.raises(IntegrityError, match="one_open_word"), transaction.atomic():
        link = PersonLink.objects.get(pk=link_id)
        link.pk, link.says, link.state = uuid4(), "NOT_SAME", LinkState.STANDS
        link.save(force_insert=True)


def test_confirm_link_by_a_second_person_makes_it_stand() -> None:
    link_id = pairs.linked(pairs.two())

    assert pairs.state(link_id) == LinkState.STANDS
    assert steps(link_id) == [("CONFIRMED", "grace"), ("PROPOSED", "beth")]
    assert events()[-1] == "nominal.link-confirmed"


def test_confirm_link_is_never_for_whoever_proposed_it() -> None:
    link_id = pairs.proposed(pairs.two())
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted, match="second person"):
        commands.confirm_link(ctx, link_id=link_id, because=pairs.WHY)

    assert pairs.state(link_id) == LinkState.PROPOSED
    assert events()[-1] == "command.refused"


@pytest.mark.parametrize("who", ["noor", "priya", "omar"])
def test_confirm_link_is_for_those_who_may_link(who: str) -> None:
    link_id = pairs.proposed(pairs.two())
    with cast.acting(who) as ctx, pytest.raises(NotPermitted):
        commands.confirm_link(ctx, link_id=link_id, because=pairs.WHY)


def test_confirm_link_finds_nothing_for_whoever_may_not_know_both() -> None:
    link_id = pairs.proposed(pairs.apart_kept())
    for who in STRANGERS:
        with cast.acting(who) as ctx:
            for asked in (link_id, LinkId(uuid4())):
                with pytest.raises(NotVisible):
                    commands.confirm_link(ctx, link_id=asked, because=pairs.WHY)


def test_confirm_link_happens_once() -> None:
    link_id = pairs.linked(pairs.two())
    with cast.acting("grace") as ctx, pytest.raises(Invalid, match="answered this already"):
        commands.confirm_link(ctx, link_id=link_id, because=pairs.WHY)


def test_two_people_stand_behind_a_risky_link_whoever_writes() -> None:
    link_id = pairs.proposed(pairs.two())
    with roles.owner(), pytest.raises(IntegrityError, match="two_people_where_needed"), transaction.atomic():
        beth = cast.person("beth").pk
        PersonLink.objects.filter(pk=link_id).update(state=LinkState.STANDS, answered_by=beth)


def test_refuse_link_leaves_the_pair_to_be_spoken_of_again() -> None:
    pair = pairs.two()
    link_id = pairs.proposed(pair)
    with cast.acting("grace") as ctx:
        commands.refuse_link(ctx, link_id=link_id, because="They were in two places at once.")

    assert pairs.state(link_id) == LinkState.REFUSED
    assert events()[-1] == "nominal.link-refused"
    assert pairs.state(pairs.told_apart(pair)) == LinkState.STANDS


def test_refuse_link_is_for_a_second_person_who_may_link() -> None:
    link_id = pairs.proposed(pairs.two())
    for who in ("beth", "priya"):
        with cast.acting(who) as ctx, pytest.raises(NotPermitted):
            commands.refuse_link(ctx, link_id=link_id, because=pairs.WHY)


def test_refuse_link_finds_nothing_for_whoever_may_not_know_both() -> None:
    link_id = pairs.proposed(pairs.apart_kept())
    with cast.acting("noor") as ctx, pytest.raises(NotVisible):
        commands.refuse_link(ctx, link_id=link_id, because=pairs.WHY)


def test_refuse_link_of_one_that_stands_is_refused() -> None:
    link_id = pairs.linked(pairs.two())
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted):
        commands.refuse_link(ctx, link_id=link_id, because=pairs.WHY)
    with cast.acting("grace") as ctx, pytest.raises(Invalid, match="answered this already"):
        commands.refuse_link(ctx, link_id=link_id, because=pairs.WHY)


def test_unlink_of_what_two_people_made_takes_two() -> None:
    link_id = pairs.linked(pairs.two())
    with cast.acting("grace") as ctx:
        assert commands.unlink(ctx, link_id=link_id, because="A brother.") == LinkState.END_ASKED
        with pytest.raises(NotPermitted, match="second person"):
            commands.unlink(ctx, link_id=link_id, because="A brother.")
    assert events()[-2:] == ["nominal.link-end-asked", "command.refused"]
    with cast.acting("beth") as ctx:
        assert commands.unlink(ctx, link_id=link_id, because="So it is.") == LinkState.ENDED

    assert events()[-1] == "nominal.unlinked"
    assert {kind for kind, _ in steps(link_id)} == {"PROPOSED", "CONFIRMED", "END_ASKED", "ENDED"}


def test_unlink_of_what_one_person_made_takes_one() -> None:
    link_id = pairs.proposed(pairs.two(pairs.CERTAIN, pairs.CERTAIN))
    with cast.acting("grace") as ctx:
        assert commands.unlink(ctx, link_id=link_id, because="The number was misread.") == LinkState.ENDED


def test_unlink_asked_for_by_somebody_who_may_not_link_waits() -> None:
    link_id = pairs.proposed(pairs.two(pairs.CERTAIN, pairs.CERTAIN))
    with cast.acting("noor") as ctx:
        assert commands.unlink(ctx, link_id=link_id, because="A brother.") == LinkState.END_ASKED


def test_unlink_that_a_second_person_refuses_keeps_the_link() -> None:
    link_id = pairs.linked(pairs.two())
    with cast.acting("beth") as ctx:
        commands.unlink(ctx, link_id=link_id, because="A brother.")
    with cast.acting("grace") as ctx:
        commands.refuse_link(ctx, link_id=link_id, because="The brother is younger.")

    assert pairs.state(link_id) == LinkState.STANDS
    assert events()[-1] == "nominal.link-kept"


def test_unlink_finds_nothing_for_whoever_may_not_know_both() -> None:
    link_id = pairs.linked(pairs.apart_kept())
    with cast.acting("noor") as ctx, pytest.raises(NotVisible):
        commands.unlink(ctx, link_id=link_id, because="A brother.")


def test_unlink_of_what_has_ended_is_refused_and_the_pair_may_be_linked_anew() -> None:
    pair = pairs.two(pairs.CERTAIN, pairs.CERTAIN)
    link_id = pairs.proposed(pair)
    with cast.acting("grace") as ctx:
        commands.unlink(ctx, link_id=link_id, because="The number was misread.")
        with pytest.raises(Invalid, match="answered this already"):
            commands.unlink(ctx, link_id=link_id, because="Again.")

    assert pairs.proposed(pair) != link_id


def test_tell_apart_stands_against_a_link_until_a_second_person_withdraws_it() -> None:
    pair = pairs.two()
    word = pairs.told_apart(pair)
    with cast.acting("grace") as ctx, pytest.raises(Invalid, match="of different people"):
        commands.propose_link(ctx, nominal_id=pair[0], other_id=pair[1], because=pairs.WHY)
    with cast.acting("grace") as ctx:
        commands.withdraw_apart(ctx, link_id=word, because="There is no cousin.")

    assert pairs.state(pairs.proposed(pair)) == LinkState.PROPOSED


@pytest.mark.parametrize("sentence", ["confirm or refuse that first", "end the link first"])
def test_tell_apart_is_refused_while_a_link_is_proposed_or_stands(sentence: str) -> None:
    pair = pairs.two()
    (pairs.proposed if "confirm" in sentence else pairs.linked)(pair)
    with cast.acting("beth") as ctx, pytest.raises(Invalid, match=sentence):
        commands.tell_apart(ctx, nominal_id=pair[0], other_id=pair[1], because="Cousins.")


def test_tell_apart_finds_nothing_for_whoever_may_not_know_both() -> None:
    one, other = pairs.apart_kept()
    with cast.acting("noor") as ctx, pytest.raises(NotVisible):
        commands.tell_apart(ctx, nominal_id=one, other_id=other, because="Cousins.")


def test_tell_apart_asks_for_a_reason() -> None:
    one, other = pairs.two()
    with cast.acting("beth") as ctx, pytest.raises(Invalid, match="makes you think"):
        commands.tell_apart(ctx, nominal_id=one, other_id=other, because=" ")


def test_tell_apart_is_told_once_in_the_ledger() -> None:
    pairs.told_apart(pairs.two())

    assert events()[-1] == "nominal.told-apart"


def test_withdraw_apart_is_never_for_whoever_told_them_apart() -> None:
    word = pairs.told_apart(pairs.two())
    with cast.acting("beth") as ctx, pytest.raises(NotPermitted, match="second person"):
        commands.withdraw_apart(ctx, link_id=word, because="I was wrong.")


def test_withdraw_apart_is_for_those_who_may_link() -> None:
    word = pairs.told_apart(pairs.two())
    with cast.acting("priya") as ctx, pytest.raises(NotPermitted):
        commands.withdraw_apart(ctx, link_id=word, because="There is no cousin.")


def test_withdraw_apart_finds_nothing_for_whoever_may_not_know_both() -> None:
    word = pairs.told_apart(pairs.apart_kept())
    with cast.acting("noor") as ctx, pytest.raises(NotVisible):
        commands.withdraw_apart(ctx, link_id=word, because="There is no cousin.")


def test_withdraw_apart_is_told_in_the_ledger_and_happens_once() -> None:
    word = pairs.told_apart(pairs.two())
    with cast.acting("grace") as ctx:
        commands.withdraw_apart(ctx, link_id=word, because="There is no cousin.")
        assert events()[-1] == "nominal.apart-withdrawn"
        with pytest.raises(Invalid, match="answered this already"):
            commands.withdraw_apart(ctx, link_id=word, because="Again.")


def test_the_ledger_names_the_link_and_neither_record() -> None:
    pair = pairs.two()
    pairs.linked(pair)
    with roles.owner():
        found = Entry.objects.filter(event__startswith="nominal.link").values_list("body", flat=True)
        facts = [bytes(body).decode() for body in found]

    assert facts
    assert not any(str(nominal_id) in text for text in facts for nominal_id in pair)


@pytest.mark.parametrize(
    "statement",
    [
        "update nominals_personlink set says = 'NOT_SAME'",
        "update nominals_personlink set risks = '{}', needs_two = false",
        "update nominals_linkstep set because = 'Something else.'",
        "delete from nominals_linkstep",
    ],
)
def test_what_was_said_stays_as_it_was_said_whoever_writes(statement: str) -> None:
    pairs.linked(pairs.two())
    with roles.owner(), pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(statement)


def test_a_link_is_kept_where_its_records_are_and_follows_them() -> None:
    """A pair in wider compartments than its records' would tell of both; one that stayed behind, too."""
    pairs.posted_to_both()
    pair = pairs.two()
    link_id = pairs.linked(pair)
    with cast.acting("beth"):
        there = cast.compartment(pairs.THERE)
    with cast.acting("noor"):
        assert LinkStep.objects.filter(link_id=link_id).count() == 2
    with roles.owner():
        with pytest.raises(IntegrityError, match="other compartments"), transaction.atomic():
            PersonLink.objects.filter(pk=link_id).update(other_compartment=there)
        with connection.cursor() as cursor:
            cursor.execute(
                "update nominals_nominal set compartment_id = %s where id = %s", [there, max(pair)]
            )
    for who, known in (("noor", 0), ("ewan", 0), ("beth", 2)):
        with cast.acting(who):
            assert LinkStep.objects.filter(link_id=link_id).count() == known
            assert PersonLink.objects.filter(pk=link_id).exists() == bool(known)


def test_both_records_of_a_pair_move_in_one_statement_and_what_was_said_of_them_with_them() -> None:
    pairs.posted_to_both()
    pair = pairs.two()
    link_id = pairs.linked(pair)
    with cast.acting("beth"):
        there = cast.compartment(pairs.THERE)
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "update nominals_nominal set compartment_id = %s where id = any(%s)", [there, list(pair)]
        )
    for who, known in (("noor", 0), ("ewan", 2), ("beth", 2)):
        with cast.acting(who):
            assert LinkStep.objects.filter(link_id=link_id).count() == known
            assert SimilarPair.objects.count() == bool(known)
