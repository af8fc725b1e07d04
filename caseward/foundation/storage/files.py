"""Taking files in and reading them again: checked, scanned, encrypted, and each reading recorded."""

import hashlib
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, cast
from uuid import UUID

from django.core.files.base import File
from django.db import transaction

from caseward.foundation.commands import Context, command, step
from caseward.foundation.commands.errors import Invalid
from caseward.foundation.jobs import queue
from caseward.foundation.storage import (
    configuration,
    errors,
    events,
    fields,
    names,
    scanning,
    sealing,
    shelf,
    stream,
    vaults,
)
from caseward.foundation.storage.checking import inspection, kinds, refusals
from caseward.foundation.storage.models import StoredFile
from caseward.foundation.storage.scanning import Scan, Verdict
from caseward.kernel.decisions import Allowed, Decision, Refused


SCAN = "files.scan"
TABLE = "storage_storedfile"
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file that its reader was allowed to open; the bytes come a megabyte at a time, each proved whole."""

    file_id: UUID
    name: str
    kind: kinds.Kind
    size: int
    verdict: Verdict
    folder: Path
    address: str
    key: bytes = field(repr=False)

    def pieces(self) -> Generator[bytes]:
        """The plain bytes; Unreadable as soon as something does not prove whole."""
        with shelf.opened(self.folder, address=self.address) as stored:
            yield from stream.decrypted(stored, key=self.key)

    def whole(self) -> bytes:
        """All bytes at once, for readers of documents; bounded by the limit that held when it was kept."""
        return b"".join(self.pieces())


@step
def keep_file(
    ctx: Context,
    *,
    compartment_id: UUID,
    about_id: UUID,
    upload: "File[bytes]",
    vault_id: UUID | None = None,
    on: str = "file",
) -> StoredFile:
    """Keep an upload with the record it is about; Invalid (on the field `on`) says why a file is not kept.

    The vault is the record's own unless another is named: pass the case's id for files of its notes and plans, so
    that they end with the case.
    """
    kind = _inspected(ctx, upload, on=on)
    scan = configuration.scanner().scan(_pieces(upload))
    ctx.require(may_be_kept(scan), on=on)
    vault = vaults.for_writing(ctx, compartment_id=compartment_id, vault_id=vault_id or about_id)
    file = StoredFile(compartment_id=compartment_id, about_id=about_id, kind=kind.code)
    _set_scan(file, scan, ctx)
    file.sealed_name = _sealed(vault, file, "name", names.cleaned(upload.name or "", suffix=kind.suffix))
    with _shelved(file, vault, upload, on=on):
        ctx.add(file)
    ctx.record(events.FileKept(file_id=file.pk, about_id=about_id, kind=kind.code, verdict=scan.verdict))
    if scan == scanning.NOT_SCANNED and configuration.has_scanner():
        queue.later(ctx, job=SCAN, ids={"file_id": file.pk})
    return file


@step
def open_file(ctx: Context, *, file: StoredFile) -> OpenedFile:
    """Read a file, which the ledger records; Invalid when it is infected, erased or missing."""
    ctx.require(may_be_opened(file))
    opened = _opened(file)
    ctx.record(events.FileOpened(file_id=file.pk, about_id=file.about_id))
    return opened


@step
def remove_file(ctx: Context, *, file: StoredFile) -> None:
    """Take one file out for good: its key goes with its row, its bytes when the command is committed."""
    folder, address = configuration.folder(), file.address
    ctx.record(events.FileRemoved(file_id=file.pk, about_id=file.about_id))
    file.delete()
    # A crash before this leaves bytes without a key, which sweep_storage takes away.
    transaction.on_commit(lambda: shelf.remove(folder, address=address), robust=True)


@command
def scan_again(ctx: Context, *, file_id: UUID) -> str:
    """Have a kept file looked through once more, as when the scanner was away at first; returns the verdict."""
    file = ctx.lock(StoredFile.objects.visible_to(ctx.actor), file_id)
    ctx.authorise(ctx.actor.knows(file.compartment_id))
    scan = configuration.scanner().scan(_opened(file).pieces())
    if scan != scanning.NOT_SCANNED:
        ctx.change(file, verdict=scan.verdict, scanned_at=ctx.now, scanned_with=scan.scanner)
    ctx.record(events.FileScanned(file_id=file.pk, verdict=scan.verdict))
    return str(scan.verdict)


def may_be_kept(scan: Scan) -> Decision:
    """What a scanner has nothing against, or has not seen, may be kept."""
    match scan.verdict:
        case Verdict.INFECTED:
            return refusals.refused("file.infected")
        case Verdict.REFUSED:
            return refusals.refused("file.unscannable")
    return Allowed("nothing harmful was found")


def may_be_opened(file: StoredFile) -> Decision:
    """A file that a later scan found harmful stays closed; one that nobody scanned is opened with a warning."""
    if file.verdict in {Verdict.INFECTED, Verdict.REFUSED}:
        return refusals.refused("file.quarantined")
    return Allowed("not known to be harmful")


def name_of(vault: vaults.Vault, file: StoredFile) -> str:
    """The name to show: the uploader's, made safe when it was kept."""
    return fields.open_text(vault, file.sealed_name, table=TABLE, record_id=file.pk, field="name")


def digest_of(vault: vaults.Vault, file: StoredFile) -> str:
    """SHA-256 of the file as it was received, in hexadecimal: proof that it is unchanged, for those who may open it."""
    return fields.open_text(vault, file.sealed_digest, table=TABLE, record_id=file.pk, field="digest")


def _inspected(ctx: Context, upload: "File[bytes]", *, on: str) -> kinds.Kind:
    found = inspection.inspect(
        _bytes_of(upload), name=upload.name or "", size=upload.size, limits=configuration.limits()
    )
    if isinstance(found, Refused):
        ctx.require(found, on=on)
    return cast("kinds.Kind", found)


def _pieces(upload: "File[bytes]") -> Iterator[bytes]:
    """The bytes from the beginning: a command may be tried again after a deadlock."""
    source = _bytes_of(upload)
    source.seek(0)
    while piece := source.read(PIECE):
        yield piece


def _bytes_of(upload: "File[bytes]") -> BinaryIO:
    return cast("BinaryIO", upload.file)


def _set_scan(file: StoredFile, scan: Scan, ctx: Context) -> None:
    file.verdict = scan.verdict
    if scan != scanning.NOT_SCANNED:
        file.scanned_at, file.scanned_with = ctx.now, scan.scanner


@contextmanager
def _shelved(file: StoredFile, vault: vaults.Vault, upload: "File[bytes]", *, on: str) -> Iterator[None]:
    """The bytes on the shelf under a key of their own; taken off again when the row cannot be written."""
    key, digest, file.address = sealing.fresh_key(), hashlib.sha256(), shelf.new_address()
    file.size, file.key_id = upload.size, vault.key_id
    file.locked_key = vault.seal(key, place=_key_place(file))
    try:
        pieces = stream.encrypted(_digesting(_pieces(upload), digest), key=key)
        shelf.write(configuration.folder(), address=file.address, pieces=pieces)
    except errors.NotStored as problem:
        raise Invalid(Refused("file.not-stored", str(problem)), field=on) from problem
    file.sealed_digest = _sealed(vault, file, "digest", digest.hexdigest())
    try:
        yield
    except BaseException:
        shelf.remove(configuration.folder(), address=file.address)
        raise


def _digesting(pieces: Iterable[bytes], digest: "hashlib._Hash") -> Iterator[bytes]:
    for piece in pieces:
        digest.update(piece)
        yield piece


def _opened(file: StoredFile) -> OpenedFile:
    """The file ready to be read; what can be wrong with it is noticed before anything is sent."""
    folder = configuration.folder()
    try:
        vault = vaults.for_reading(file.key_id)
        shelf.opened(folder, address=file.address).close()
        name = name_of(vault, file)
        key = vault.unseal(bytes(file.locked_key), place=_key_place(file))
    except (errors.Erased, errors.Unreadable) as problem:
        raise Invalid(Refused("file.unreadable", str(problem))) from problem
    return OpenedFile(
        file_id=file.pk,
        name=name,
        kind=kinds.ALLOWED[file.kind],
        size=file.size,
        verdict=Verdict(file.verdict),
        folder=folder,
        address=file.address,
        key=key,
    )


def _sealed(vault: vaults.Vault, file: StoredFile, field_name: str, text: str) -> bytes:
    return fields.seal_text(vault, text, table=TABLE, record_id=file.pk, field=field_name)


def _key_place(file: StoredFile) -> tuple[str, ...]:
    """A file's key opens only this file, and only while it belongs to this record."""
    return ("file key", str(file.pk), str(file.about_id))
