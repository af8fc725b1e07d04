"""Commands as a domain app would write them: authorise, then let storage do its step."""

import os
import signal
from dataclasses import dataclass
from uuid import UUID

from django.core.files.base import File

from caseward.foundation.commands import Context, command
from caseward.foundation.commands.errors import CommandIncomplete
from caseward.foundation.ledger.events import Event, Operation
from caseward.foundation.storage import files, vaults
from caseward.foundation.storage.models import StoredFile


@dataclass(frozen=True, kw_only=True)
class Sealed(Event):
    type = "sample.sealed"
    operation = Operation.COLLECTION
    vault_id: UUID


@command
def attach(
    ctx: Context, *, compartment_id: UUID, about_id: UUID, upload: "File[bytes]", vault_id: UUID | None = None
) -> UUID:
    ctx.authorise(ctx.actor.holds("case.write", compartment_id))
    return files.keep_file(
        ctx, compartment_id=compartment_id, about_id=about_id, upload=upload, vault_id=vault_id
    ).pk


@command
def attach_and_fail(ctx: Context, *, compartment_id: UUID, upload: "File[bytes]") -> None:
    ctx.authorise(ctx.actor.holds("case.write", compartment_id))
    files.keep_file(ctx, compartment_id=compartment_id, about_id=compartment_id, upload=upload)
    raise CommandIncomplete("after the file was kept")


@command
def attach_and_die(ctx: Context, *, compartment_id: UUID, upload: "File[bytes]") -> None:
    ctx.authorise(ctx.actor.holds("case.write", compartment_id))
    files.keep_file(ctx, compartment_id=compartment_id, about_id=compartment_id, upload=upload)
    os.kill(os.getpid(), signal.SIGKILL)


@command
def read(ctx: Context, *, file_id: UUID) -> files.OpenedFile:
    file = ctx.get(StoredFile.objects.visible_to(ctx.actor), file_id)
    ctx.authorise(ctx.actor.knows(file.compartment_id))
    return files.open_file(ctx, file=file)


@command
def take_out(ctx: Context, *, file_id: UUID) -> None:
    file = ctx.lock(StoredFile.objects.visible_to(ctx.actor), file_id)
    ctx.authorise(ctx.actor.holds("case.write", file.compartment_id))
    files.remove_file(ctx, file=file)


@command
def erase(ctx: Context, *, compartment_id: UUID, vault_id: UUID) -> int:
    ctx.authorise(ctx.actor.holds("case.write", compartment_id))
    return vaults.destroy(ctx, vault_id=vault_id)
