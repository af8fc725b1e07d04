"""What a killed process leaves is found a day later, shown first, and only then taken away."""

import os
import signal
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from caseward.foundation.commands import Context
from caseward.foundation.storage import shelf
from caseward.foundation.storage.models import StoredFile
from tests import cast
from tests.foundation.conftest import Acting, World
from tests.foundation.storage import verbs
from tests.foundation.storage.conftest import on_disk, upload
from tests.moments import real_now


def put(folder: Path, *, days: float, unfinished: bool = False) -> str:
    address = shelf.new_address()
    shelf.write(folder, address=address, pieces=[b"encrypted"])
    path = shelf.place(folder, address)
    if unfinished:
        path = path.rename(folder / shelf.INCOMING / address)
    moment = (real_now() - timedelta(days=days)).timestamp()
    os.utime(path, (moment, moment))
    return address


def swept(*arguments: str) -> str:
    out = StringIO()
    call_command("sweep_storage", *arguments, stdout=out)
    return out.getvalue()


def test_a_dry_run_lists_and_leaves(world: World, folder: Path) -> None:
    orphan, half = put(folder, days=2), put(folder, days=2, unfinished=True)

    said = swept()

    assert said.split() == [orphan, half, "2", "found;", "--remove", "takes", "them", "away."]
    assert len(on_disk(folder)) == 2


def test_removing_takes_what_is_old_and_belongs_to_nothing(
    world: World, acting: Acting, folder: Path
) -> None:
    with acting("alice") as ctx:
        file_id = verbs.attach(ctx, compartment_id=world.red, about_id=uuid4(), upload=upload())
    [kept] = on_disk(folder)
    os.utime(kept, (0, 0))
    young = put(folder, days=0.9)
    put(folder, days=2)
    put(folder, days=2, unfinished=True)

    assert "2 removed." in swept("--remove")

    assert set(on_disk(folder)) == {kept, shelf.place(folder, young)}
    with acting("alice") as ctx:
        assert verbs.read(ctx, file_id=file_id).whole()


def test_an_empty_shelf_is_clean(world: World, folder: Path) -> None:
    assert swept() == "0 found; --remove takes them away.\n"


@pytest.mark.commits
def test_a_kill_between_the_rename_and_the_commit_leaves_bytes_only(real_commits: None, folder: Path) -> None:
    connection.close()  # the two processes may not share one
    child = os.fork()
    if child == 0:
        attach_and_die()
    _child, status = os.waitpid(child, 0)

    [orphan] = on_disk(folder)
    assert os.WTERMSIG(status) == signal.SIGKILL
    assert orphan.parent.name != shelf.INCOMING
    with cast.acting("priya") as ctx:
        kept_id = verbs.attach(ctx, compartment_id=own_compartment(ctx), about_id=uuid4(), upload=upload())
        with transaction.atomic():
            assert [file.pk for file in StoredFile.objects.all()] == [kept_id]
    os.utime(orphan, (0, 0))
    assert "1 removed." in swept("--remove")
    assert not orphan.exists()
    assert len(on_disk(folder)) == 1


def own_compartment(ctx: Context) -> UUID:
    return min(ctx.actor.where("case.write"))


def attach_and_die() -> None:
    """In a process of its own: the file is whole on disk and its row written, and then the power goes."""
    try:
        with cast.acting("priya") as ctx:
            verbs.attach_and_die(ctx, compartment_id=own_compartment(ctx), upload=upload())
    finally:
        os._exit(1)
