"""Secret columns open only in their own row and column, and only while their vault has a key."""

from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caseward.accounts.models import User
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands import Context, command
from caseward.foundation.storage import errors, fields, sealing, vaults
from caseward.foundation.storage.vaults import Vault
from tests import roles
from tests.foundation.conftest import Acting, World, member
from tests.foundation.storage import verbs


VAULT = Vault(key_id=uuid4(), vault_id=uuid4(), secret=sealing.fresh_key())
ROW = uuid4()


@given(text=st.text(max_size=200))
def test_any_text_comes_back(text: str) -> None:
    sealed = fields.seal_text(VAULT, text, table="t", record_id=ROW, field="f")

    assert fields.open_text(VAULT, memoryview(sealed), table="t", record_id=ROW, field="f") == text


@pytest.mark.parametrize(("table", "row", "field"), [("u", ROW, "f"), ("t", uuid4(), "f"), ("t", ROW, "g")])
def test_a_text_copied_elsewhere_does_not_open(table: str, row: UUID, field: str) -> None:
    sealed = fields.seal_text(VAULT, "Rowan Example", table="t", record_id=ROW, field="f")

    with pytest.raises(errors.Unreadable):
        fields.open_text(VAULT, sealed, table=table, record_id=row, field=field)


def test_a_text_of_another_vault_with_the_same_secret_does_not_open() -> None:
    sealed = fields.seal_text(VAULT, "Rowan Example", table="t", record_id=ROW, field="f")
    other = Vault(key_id=VAULT.key_id, vault_id=uuid4(), secret=VAULT.secret)

    with pytest.raises(errors.Unreadable):
        fields.open_text(other, sealed, table="t", record_id=ROW, field="f")


def test_a_vault_never_prints_its_secret() -> None:
    assert "secret" not in repr(VAULT)
    assert str(VAULT.secret) not in repr(VAULT)


@command
def write_secret(ctx: Context, *, compartment_id: UUID, vault_id: UUID, kept: dict[str, bytes]) -> UUID:
    ctx.authorise(ctx.actor.holds("case.write", compartment_id))
    vault = vaults.for_writing(ctx, compartment_id=compartment_id, vault_id=vault_id)
    kept["sealed"] = fields.seal_text(vault, "true name", table="t", record_id=ROW, field="f")
    ctx.record(verbs.Sealed(vault_id=vault_id))
    return vault.key_id


def test_a_secret_ends_with_its_vault(world: World, acting: Acting) -> None:
    kept: dict[str, bytes] = {}
    vault_id = uuid4()
    with acting("alice") as ctx:
        key_id = write_secret(ctx, compartment_id=world.red, vault_id=vault_id, kept=kept)
        vault = vaults.for_reading(key_id)
        assert fields.open_text(vault, kept["sealed"], table="t", record_id=ROW, field="f") == "true name"

        verbs.erase(ctx, compartment_id=world.red, vault_id=vault_id)

        with pytest.raises(errors.Erased):
            vaults.for_reading(key_id)


def test_a_vault_is_made_once_and_opened_by_its_members_only(world: World, acting: Acting) -> None:
    vault_id = uuid4()
    with acting("alice") as ctx:
        key_ids = {write_secret(ctx, compartment_id=world.red, vault_id=vault_id, kept={}) for _ in range(2)}
    with acting("carol"):
        assert vaults.for_reading(*key_ids).vault_id == vault_id
    with acting("bob"), pytest.raises(errors.Erased):
        vaults.for_reading(*key_ids)


def test_each_compartment_has_a_key_of_its_own_to_one_vault(world: World, acting: Acting) -> None:
    vault_id = uuid4()
    with acting("alice") as ctx:
        hers = write_secret(ctx, compartment_id=world.red, vault_id=vault_id, kept={})
    with roles.owner():
        red = Compartment.objects.get(pk=world.red)
        member(User.objects.get(pk=world.people["bob"]), red, "case.write")
    with acting("bob") as ctx:
        his = write_secret(ctx, compartment_id=world.blue, vault_id=vault_id, kept={})
        shared = write_secret(ctx, compartment_id=world.red, vault_id=vault_id, kept={})

    assert his != hers == shared, "who knows both does not lock one's secrets with the other's key"
