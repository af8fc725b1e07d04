"""Files are kept whole, closed to strangers, and opened only on the record."""

import hashlib
import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.db import IntegrityError
from procrastinate.contrib.django import app
from pytest_django.fixtures import Settings

from caseward.foundation.commands.errors import CommandIncomplete, Invalid, NotPermitted, NotVisible
from caseward.foundation.jobs.defining import JobFailed
from caseward.foundation.storage import files, queries, vaults
from caseward.foundation.storage.models import StoredFile, VaultKey
from tests import roles
from tests.foundation.conftest import Acting, World
from tests.foundation.jobs.conftest import DUE, carry_out, rows
from tests.foundation.storage import corpus, verbs
from tests.foundation.storage.conftest import VERSION, Daemon, entries, on_disk, upload


SECRET = b"Rowan Example said this in confidence"
LETTER = corpus.pdf(b"% " + SECRET + b"\n")


def test_a_file_comes_back_as_it_was_received(world: World, acting: Acting, folder: Path) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(
            ctx, compartment_id=world.red, about_id=uuid4(), upload=upload("a.pdf", LETTER)
        )

        opened = verbs.read(ctx, file_id=file_id)

    assert (opened.name, opened.size, opened.whole()) == ("a.pdf", len(LETTER), LETTER)


def test_nothing_on_disk_or_in_the_row_tells_what_it_is(world: World, acting: Acting, folder: Path) -> None:
    with acting("alice") as ctx:
        verbs.attach(
            ctx, compartment_id=world.red, about_id=uuid4(), upload=upload("Rowan Example.pdf", LETTER)
        )
    with roles.owner():
        [row] = StoredFile.objects.values_list()
    [path] = on_disk(folder)

    assert SECRET not in path.read_bytes()
    assert b"%PDF" not in path.read_bytes()
    for value in (*row, path.name):
        assert b"Rowan" not in (
            bytes(value) if isinstance(value, memoryview | bytes) else str(value).encode()
        )
        assert hashlib.sha256(LETTER).hexdigest() != str(value)


def test_the_same_file_twice_looks_like_two_files(world: World, acting: Acting, folder: Path) -> None:
    with acting("alice") as ctx:
        for _ in range(2):
            verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload("a.pdf", LETTER))

    one, two = on_disk(folder)
    assert one.name != two.name
    assert one.read_bytes() != two.read_bytes()


def test_keeping_and_opening_are_in_the_ledger_without_a_name(
    world: World, acting: Acting, folder: Path
) -> None:
    about_id = uuid4()
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=about_id, upload=upload())
        verbs.read(ctx, file_id=file_id)

    [kept], [opened] = entries("file.kept"), entries("file.opened")
    assert kept.subject_ids == opened.subject_ids == [file_id, about_id]
    assert b"statement" not in bytes(kept.body) + bytes(opened.body)


def test_a_stranger_finds_no_file_and_no_key(world: World, acting: Acting, folder: Path) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())

    with acting("bob") as ctx:
        assert VaultKey.objects.count() == StoredFile.objects.count() == 0
        with pytest.raises(NotVisible):
            verbs.read(ctx, file_id=file_id)


def test_a_reader_may_not_attach(world: World, acting: Acting, folder: Path) -> None:
    with acting("carol") as ctx, pytest.raises(NotPermitted):
        verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())

    assert on_disk(folder) == []


def test_what_is_refused_is_said_on_the_form_and_not_kept(world: World, acting: Acting, folder: Path) -> None:
    with acting("alice") as ctx, pytest.raises(Invalid) as refusal:
        verbs.attach(
            ctx, compartment_id=world.red, about_id=uuid4(), upload=upload("a.pdf", corpus.program())
        )

    assert (refusal.value.field, refusal.value.refusal.code) == ("file", "file.program")
    assert on_disk(folder) == []


def test_a_command_that_fails_afterwards_leaves_no_row(world: World, acting: Acting, folder: Path) -> None:
    with acting("alice") as ctx, pytest.raises(CommandIncomplete):
        verbs.attach_and_fail(ctx, compartment_id=world.red, upload=upload())

    with roles.owner():
        assert StoredFile.objects.count() == VaultKey.objects.count() == 0


def test_a_row_that_cannot_be_written_takes_its_bytes_along(
    world: World, acting: Acting, folder: Path
) -> None:
    lying = upload()
    lying.size = 0  # which the row's own constraint refuses
    with acting("alice") as ctx, pytest.raises(IntegrityError):
        verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=lying)

    assert on_disk(folder) == []


def test_no_room_is_said_on_the_form(world: World, acting: Acting, folder: Path) -> None:
    folder.write_text("in the way")
    with acting("alice") as ctx, pytest.raises(Invalid, match="was not kept") as refusal:
        verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())

    assert refusal.value.field == "file"


@pytest.mark.parametrize("column", ["about_id", "id"])
def test_a_row_given_to_another_record_does_not_open(
    world: World, acting: Acting, folder: Path, column: str
) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())
    new_id = uuid4()
    with roles.owner():
        StoredFile.objects.filter(pk=file_id).update(**{column: new_id})

    with acting("alice") as ctx, pytest.raises(Invalid, match="belongs to another record"):
        verbs.read(ctx, file_id=new_id if column == "id" else file_id)


def test_bytes_swapped_between_two_files_do_not_open(world: World, acting: Acting, folder: Path) -> None:
    with acting("alice") as ctx:
        about_id = uuid4()
        one, two = (
            verbs.attach(ctx, compartment_id=world.red, about_id=about_id, upload=upload()) for _ in range(2)
        )
    first, second = on_disk(folder)
    held = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(held)

    with acting("alice") as ctx:
        for file_id in (one, two):
            with pytest.raises(Exception, match="changed, cut short"):
                verbs.read(ctx, file_id=file_id).whole()


def test_a_missing_file_is_said_before_anything_is_sent(world: World, acting: Acting, folder: Path) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())
        [path] = on_disk(folder)
        path.unlink()

        with pytest.raises(Invalid, match="missing"):
            verbs.read(ctx, file_id=file_id)


def test_destroying_a_vault_ends_its_files_and_no_others(world: World, acting: Acting, folder: Path) -> None:
    ended, going_on = uuid4(), uuid4()
    with acting("alice") as ctx:
        gone = verbs.attach(ctx, compartment_id=world.red, about_id=ended, upload=upload())
        there = verbs.attach(ctx, compartment_id=world.red, about_id=going_on, upload=upload())

        assert verbs.erase(ctx, compartment_id=world.red, vault_id=ended) == 1

        with pytest.raises(Invalid, match="destroyed"):
            verbs.read(ctx, file_id=gone)
        assert verbs.read(ctx, file_id=there).whole()
        assert [row.name for row in queries.files_about(viewer=ctx.actor, about_id=ended)] == ["Erased file"]
    assert [entry.subject_ids for entry in entries("vault.destroyed")] == [[ended]]


def test_a_file_of_a_note_ends_with_its_case(world: World, acting: Acting, folder: Path) -> None:
    case_id, note_id = uuid4(), uuid4()
    with acting("alice") as ctx:
        file_id = verbs.attach(
            ctx, compartment_id=world.red, about_id=note_id, upload=upload(), vault_id=case_id
        )
        verbs.erase(ctx, compartment_id=world.red, vault_id=case_id)

        with pytest.raises(Invalid, match="destroyed"):
            verbs.read(ctx, file_id=file_id)


def test_a_file_taken_out_is_gone_from_disk_once_that_is_committed(
    world: World, acting: Acting, folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())
        with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
            verbs.take_out(ctx, file_id=file_id)
            assert len(on_disk(folder)) == 1

        assert on_disk(folder) == []
        with pytest.raises(NotVisible):
            verbs.read(ctx, file_id=file_id)


def test_a_list_shows_names_and_says_what_was_not_checked(world: World, acting: Acting, folder: Path) -> None:
    about_id = uuid4()
    with acting("alice") as ctx:
        verbs.attach(ctx, compartment_id=world.red, about_id=about_id, upload=upload("../a\u202e.pdf"))
    with acting("carol") as ctx:
        [row] = queries.files_about(viewer=ctx.actor, about_id=about_id)
    with acting("bob") as ctx:
        assert queries.files_about(viewer=ctx.actor, about_id=about_id) == []

    assert (row.name, row.kind, row.can_be_opened) == ("a.pdf", "PDF document", True)
    assert row.label == "Not checked for viruses. Open it only if you expected it."


def test_the_digest_is_known_to_those_who_may_open_the_file(
    world: World, acting: Acting, folder: Path
) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(
            ctx, compartment_id=world.red, about_id=uuid4(), upload=upload("a.pdf", LETTER)
        )
        file = StoredFile.objects.get(pk=file_id)

        digest = files.digest_of(vaults.for_reading(file.key_id), file)

    assert digest == hashlib.sha256(LETTER).hexdigest()


def test_an_infected_file_is_refused_and_not_kept(
    world: World, acting: Acting, folder: Path, scanned: Daemon
) -> None:
    scanned.answer = lambda _content: b"stream: Win.Trojan.Example-1 FOUND"

    with acting("alice") as ctx, pytest.raises(Invalid, match="found something harmful"):
        verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())
    assert on_disk(folder) == []


def test_a_file_the_scanner_cannot_see_into_is_refused(
    world: World, acting: Acting, folder: Path, scanned: Daemon
) -> None:
    scanned.answer = lambda _content: b"stream: Heuristics.Encrypted.Doc FOUND"

    with acting("alice") as ctx, pytest.raises(Invalid, match="could not look inside"):
        verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())


def test_a_clean_file_says_who_looked(world: World, acting: Acting, folder: Path, scanned: Daemon) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())
        file = StoredFile.objects.get(pk=file_id)

    assert (file.verdict, file.scanned_at, file.scanned_with) == ("CLEAN", ctx.now, VERSION.decode())


def test_scan_again_finds_what_was_not_seen_before_and_closes_the_file(
    world: World, acting: Acting, folder: Path, settings: Settings, daemon: Daemon
) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())
        settings.FILES_SCANNER = str(daemon.server_address)
        daemon.answer = lambda _content: b"stream: Win.Trojan.Example-1 FOUND"

        assert files.scan_again(ctx, file_id=file_id) == "INFECTED"

        with pytest.raises(Invalid, match="nobody can open it here"):
            verbs.read(ctx, file_id=file_id)
    assert len(entries("file.scanned")) == 1


def test_scan_again_changes_nothing_while_the_scanner_is_away(
    world: World, acting: Acting, folder: Path
) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())

        assert files.scan_again(ctx, file_id=file_id) == "NOT_SCANNED"
        assert StoredFile.objects.get(pk=file_id).version == 1


def test_a_file_the_scanner_was_not_there_for_is_scanned_later(
    world: World, acting: Acting, folder: Path, settings: Settings, daemon: Daemon, tmp_path: Path
) -> None:
    settings.FILES_SCANNER = str(tmp_path / "nobody-listens")
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())
        [(_id, name, args)] = rows(DUE)
        with pytest.raises(JobFailed, match="scanner-away"):
            app.tasks[name](**json.loads(args))

    settings.FILES_SCANNER = str(daemon.server_address)
    carry_out()

    with acting("alice"):
        assert StoredFile.objects.get(pk=file_id).verdict == "CLEAN"


def test_without_a_scanner_nothing_is_put_off(world: World, acting: Acting, folder: Path) -> None:
    with acting("alice") as ctx:
        verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())

    assert rows(DUE) == []


def test_scan_again_is_not_for_a_stranger(world: World, acting: Acting, folder: Path) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())

    with acting("bob") as ctx, pytest.raises(NotVisible):
        files.scan_again(ctx, file_id=file_id)


def test_scan_again_of_an_erased_file_is_refused(world: World, acting: Acting, folder: Path) -> None:
    about_id = uuid4()
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=about_id, upload=upload())
        verbs.erase(ctx, compartment_id=world.red, vault_id=about_id)

        with pytest.raises(Invalid, match="destroyed"):
            files.scan_again(ctx, file_id=file_id)
