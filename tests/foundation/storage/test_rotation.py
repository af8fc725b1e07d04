"""A new master key takes over while every file goes on opening; the old one can then be forgotten."""

import os
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from pytest_django.fixtures import Settings

from caseward.foundation.storage import configuration, errors, master
from caseward.foundation.storage.models import VaultKey
from tests import roles
from tests.foundation.conftest import Acting, World
from tests.foundation.storage import verbs
from tests.foundation.storage.conftest import entries, upload


@pytest.fixture
def key_file(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation whose master key is in a file."""
    monkeypatch.delitem(os.environ, master.VARIABLE)
    settings.MASTER_KEY_FILE = tmp_path / "secrets" / "master.key"
    said("make_master_key")
    return tmp_path / "secrets" / "master.key"


def said(*arguments: str) -> str:
    out = StringIO()
    call_command(*arguments, stdout=out)
    return out.getvalue()


def test_a_master_key_is_made_once(key_file: Path) -> None:
    first = key_file.read_text()

    assert "There is a master key already." in said("make_master_key")
    assert key_file.read_text() == first


def test_a_key_that_cannot_be_read_is_never_replaced_by_a_new_one(key_file: Path) -> None:
    key_file.write_text("scribble")

    with pytest.raises(errors.MasterKeyWrong):
        said("make_master_key")


def test_replacing_locks_every_vault_anew_and_files_still_open(
    world: World, acting: Acting, folder: Path, key_file: Path
) -> None:
    old = configuration.master_keys().current
    with acting("alice") as ctx:
        mine = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())
    with acting("bob") as ctx:
        verbs.attach(ctx, compartment_id=world.blue, about_id=uuid4(), upload=upload())

    with roles.owner():
        assert "2 vaults locked" in said("replace_master_key", "--forget-old")
        locked_by = set(VaultKey.objects.values_list("locked_by", flat=True))

    assert locked_by == {configuration.master_keys().current} != {old}
    assert set(configuration.master_keys().keys) == locked_by
    with acting("alice") as ctx:
        assert verbs.read(ctx, file_id=mine).whole()
    assert len(entries("master-key.replaced")) == 1


def test_replacing_goes_on_after_a_break(world: World, acting: Acting, folder: Path, key_file: Path) -> None:
    with acting("alice") as ctx:
        verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())
    master.add(key_file)  # and then the machine stopped

    with roles.owner():
        assert "1 vaults locked" in said("replace_master_key", "--no-new-key")
        assert "0 vaults locked" in said("replace_master_key", "--no-new-key")
    assert len(configuration.master_keys().keys) == 2


def test_the_runtime_role_cannot_replace_what_it_cannot_see(world: World, key_file: Path) -> None:
    before = key_file.read_text()

    with pytest.raises(PermissionDenied, match="CASEWARD_DATABASE_ROLE=owner"):
        said("replace_master_key")
    assert key_file.read_text() == before
