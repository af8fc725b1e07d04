"""The pair is locked for its own link alone, and the key can be replaced."""

import base64
from io import StringIO
from uuid import UUID, uuid4

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given as drawn
from hypothesis import strategies as st

from caseward.command_line import OWNERS
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted
from caseward.foundation.jobs import service
from caseward.foundation.storage import apart, errors, master
from caseward.identities import commands
from caseward.identities.commands import locking
from caseward.identities.models import SealedPair
from caseward.identities.vocabulary import Pair
from caseward.kernel import references
from caseward.kernel.references import Kind, Reference
from tests import cast, moments, roles
from tests.apps.identities import given


KEYS = [base64.b64encode(bytes([number]) * 32).decode() for number in range(3)]
HELD = apart.load(environ={apart.VARIABLE: KEYS[0]}, path=None)  # type: ignore[arg-type]  # the environment has it


def read(number: int) -> Reference:
    found = references.parse(references.reference(Kind.NOMINAL, number=number))
    assert found is not None
    return found


PAIRS = st.builds(
    Pair,
    st.uuids(),
    st.uuids(),
    st.integers(0, references.NUMBERS - 1).map(read),
    st.integers(0, references.NUMBERS - 1).map(read),
)


@drawn(PAIRS, st.uuids(), st.uuids())
def test_what_was_locked_opens_as_it_was_and_always_takes_as_much_room(
    pair: Pair, link: UUID, unit: UUID
) -> None:
    row = locking.locked(HELD, pair, link_id=link, compartment_id=unit)

    assert Pair.unpacked(locking.opened(HELD, row)) == pair
    assert len(row.sealed) == 78


@drawn(PAIRS, st.uuids(), st.uuids(), st.sampled_from(["link_id", "compartment_id"]), st.uuids())
def test_what_was_locked_opens_in_no_other_place(
    pair: Pair, link: UUID, unit: UUID, moved: str, where: UUID
) -> None:
    row = locking.locked(HELD, pair, link_id=link, compartment_id=unit)
    if getattr(row, moved) == where:
        return
    setattr(row, moved, where)

    with pytest.raises(errors.Unreadable):
        locking.opened(HELD, row)


@drawn(PAIRS, st.integers(0, 77), st.integers(1, 255))
def test_a_single_changed_byte_is_found(pair: Pair, place: int, change: int) -> None:
    row = locking.locked(HELD, pair, link_id=uuid4(), compartment_id=uuid4())
    changed = bytearray(row.sealed)
    changed[place] ^= change
    row.sealed = bytes(changed)

    with pytest.raises(errors.Unreadable):
        locking.opened(HELD, row)


def test_two_links_of_one_pair_look_nothing_alike() -> None:
    pair, unit = Pair(uuid4(), uuid4(), read(1), read(2)), uuid4()
    one, other = (locking.locked(HELD, pair, link_id=uuid4(), compartment_id=unit).sealed for _ in range(2))

    assert one != other


def test_neither_a_pair_nor_a_key_can_be_printed() -> None:
    pair = Pair(uuid4(), uuid4(), read(1), read(2))

    assert str(pair.earlier_id) not in repr(pair)
    assert pair.earlier.stored not in f"{pair} {pair!r}"
    assert KEYS[0] not in repr(HELD)


@pytest.mark.parametrize("said", ["", "x", "AAAA", base64.b64encode(b"short").decode()])
def test_a_key_that_is_none_is_refused(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(apart.VARIABLE, said)
    with pytest.raises(Invalid, match="is not on this machine"):
        locking.keys()


def test_the_master_key_is_no_key_of_links(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(apart.VARIABLE, KEYS[1])
    monkeypatch.setenv(master.VARIABLE, f"{KEYS[2]} {KEYS[1]}")
    with pytest.raises(Invalid, match="is not on this machine"):
        locking.keys()


def replace_key(monkeypatch: pytest.MonkeyPatch, *keys: str) -> str:
    monkeypatch.setenv(apart.VARIABLE, " ".join(keys))
    said = StringIO()
    with roles.owner():
        call_command("rotate_identity_key", stdout=said)
    return said.getvalue()


def look(opening_id: UUID) -> tuple[str, str]:
    with cast.acting("ada", now=moments.real_now()) as ctx:
        shown = commands.view_identities(ctx, opening_id=opening_id)
    return shown.earlier, shown.later


@pytest.mark.django_db
def test_rotate_identity_key_opens_every_link_with_the_new_key_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(apart.VARIABLE, KEYS[0])
    both = [given.two_records() for _each in range(2)]
    openings = [given.approved(given.made(records)) for records in both]
    said = replace_key(monkeypatch, KEYS[1], KEYS[0])
    monkeypatch.setenv(apart.VARIABLE, KEYS[1])

    assert [look(one) for one in openings] == [given.references(*records) for records in both]
    with roles.owner():
        (name,) = set(SealedPair.objects.values_list("locked_by", flat=True))
    assert said == f"Every identity link is locked with key {name}.\n"
    assert "rotate_identity_key" in OWNERS


@pytest.mark.django_db
def test_rotate_identity_key_is_recorded_without_saying_how_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(apart.VARIABLE, KEYS[0])
    given.made()
    monkeypatch.setenv(apart.VARIABLE, f"{KEYS[1]} {KEYS[0]}")
    with roles.owner():
        commands.rotate_identity_key(Context(actor=service.WORKER, now=moments.real_now()))
    entry = given.last_event()

    assert (entry.event, entry.subject_ids) == ("identity-key.rotated", [])
    assert b'"facts":{"key":"' in bytes(entry.body)


@pytest.mark.django_db
@pytest.mark.parametrize("who", ["cleo", "sam", "ines"])
def test_rotate_identity_key_is_for_the_owner_of_the_tables(who: str) -> None:
    with cast.acting(who) as ctx, pytest.raises(NotPermitted):
        commands.rotate_identity_key(ctx)

    assert given.told() == ("command.refused", "identity.not-owner")
    with pytest.raises(CommandError, match="Only the owner"):
        call_command("rotate_identity_key")


@pytest.mark.django_db
def test_rotate_identity_key_changes_nothing_without_the_key_before(monkeypatch: pytest.MonkeyPatch) -> None:
    given.made()
    with roles.owner():
        before = list(SealedPair.objects.values_list("pk", "locked_by", "sealed"))
    monkeypatch.setenv(apart.VARIABLE, KEYS[1])
    with roles.owner():
        with pytest.raises(Invalid):
            commands.rotate_identity_key(Context(actor=service.WORKER, now=moments.real_now()))
        assert list(SealedPair.objects.values_list("pk", "locked_by", "sealed")) == before


@pytest.mark.django_db
def test_rotate_identity_key_may_be_run_again() -> None:
    given.made()
    with roles.owner():
        names = [
            commands.rotate_identity_key(Context(actor=service.WORKER, now=moments.real_now()))
            for _each in range(2)
        ]
        assert {*names} == {*SealedPair.objects.values_list("locked_by", flat=True)}


@pytest.mark.django_db
@pytest.mark.parametrize("harm", ["changed", "swapped"])
def test_a_link_whose_row_was_tampered_with_says_so_and_does_not_open(harm: str) -> None:
    openings = [given.approved(given.made()) for _each in range(2)]
    with roles.owner():
        one, other = (SealedPair.objects.get(link__openings=opening) for opening in openings)
        last = bytes([bytes(one.sealed)[-1] ^ 1])
        sealed = bytes(other.sealed) if harm == "swapped" else bytes(one.sealed)[:-1] + last
        SealedPair.objects.filter(pk=one.pk).update(sealed=sealed)
    with pytest.raises(Invalid, match="was changed, or belongs to another link"):
        look(openings[0])

    assert given.told() == ("command.refused", "identity.unreadable")
