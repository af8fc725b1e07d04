"""The master key is found, refused when careless, and replaced without losing what it locked."""

import base64
from pathlib import Path

import pytest

from caseward.foundation.storage import errors, master, sealing


PLACE = ("vault", "record")


def encoded(key: bytes) -> str:
    return base64.b64encode(key).decode()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "secrets" / "master.key"
    master.create(path)
    return path


def test_a_vault_key_comes_back(path: Path) -> None:
    keys = master.load(environ={}, path=path)
    vault_key = sealing.fresh_key()

    wrapped = keys.lock(vault_key, place=PLACE)

    assert keys.open(wrapped, locked_by=keys.current, place=PLACE) == vault_key


def test_the_environment_comes_before_the_file(path: Path) -> None:
    key = sealing.fresh_key()

    keys = master.load(environ={master.VARIABLE: encoded(key)}, path=path)

    assert keys.current == master.name_of(key)


def test_the_first_key_locks_and_all_open() -> None:
    old, new = sealing.fresh_key(), sealing.fresh_key()
    before = master.parsed(encoded(old))
    wrapped = before.lock(b"k" * 32, place=PLACE)

    after = master.parsed(f"{encoded(new)}, {encoded(old)}")

    assert after.current == master.name_of(new)
    assert after.open(wrapped, locked_by=before.current, place=PLACE) == b"k" * 32


def test_added_keys_lock_and_dropped_keys_no_longer_open(path: Path) -> None:
    before = master.load(environ={}, path=path)
    wrapped = before.lock(b"k" * 32, place=PLACE)

    master.add(path)
    between = master.load(environ={}, path=path)
    master.keep_only(path, names=frozenset())
    after = master.load(environ={}, path=path)

    assert between.open(wrapped, locked_by=before.current, place=PLACE) == b"k" * 32
    assert set(after.keys) == {between.current} != {before.current}
    with pytest.raises(errors.MasterKeyWrong, match="is not on this machine"):
        after.open(wrapped, locked_by=before.current, place=PLACE)


def test_keys_that_vaults_still_need_are_kept(path: Path) -> None:
    before = master.load(environ={}, path=path)
    master.add(path)

    master.keep_only(path, names=frozenset({before.current}))

    assert before.current in master.load(environ={}, path=path).keys


def test_a_wrapped_key_given_to_another_vault_does_not_open(path: Path) -> None:
    keys = master.load(environ={}, path=path)
    wrapped = keys.lock(b"k" * 32, place=PLACE)

    with pytest.raises(errors.Unreadable):
        keys.open(wrapped, locked_by=keys.current, place=("vault", "another record"))


def test_the_file_is_for_its_owner_only(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    path.chmod(0o640)

    with pytest.raises(errors.MasterKeyWrong, match="chmod 600"):
        master.load(environ={}, path=path)


def test_a_first_key_never_replaces_another(path: Path) -> None:
    with pytest.raises(errors.MasterKeyWrong, match="exists already"):
        master.create(path)


def test_a_link_is_not_followed(path: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.key"
    link.symlink_to(path)

    with pytest.raises(errors.MasterKeyWrong, match="cannot be read"):
        master.load(environ={}, path=link)


@pytest.mark.parametrize("text", ["", "  ", "not base64!", encoded(b"short"), encoded(bytes(33))])
def test_a_careless_key_is_refused(text: str) -> None:
    with pytest.raises(errors.MasterKeyWrong):
        master.parsed(text)


def test_keys_are_never_printed(path: Path) -> None:
    keys = master.load(environ={}, path=path)

    assert path.read_text().strip() not in repr(keys)
    assert str(keys.keys[keys.current]) not in repr(keys)
