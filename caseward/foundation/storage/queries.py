"""The files of a record, as a page lists them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.foundation.storage import errors, files, vaults
from caseward.foundation.storage.checking import kinds
from caseward.foundation.storage.models import StoredFile
from caseward.foundation.storage.scanning import Verdict
from caseward.kernel.access import Actor


LABELS = {
    Verdict.NOT_SCANNED: _lazy("Not checked for viruses. Open it only if you expected it."),
    Verdict.CLEAN: _lazy("Checked for viruses: none found."),
    Verdict.INFECTED: _lazy("A virus was found: nobody can open it here."),
    Verdict.REFUSED: _lazy("The virus scanner could not look inside: nobody can open it here."),
}


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file in a list: what it is called, what it is, and whether it was found harmless."""

    id: UUID
    name: str
    kind: str
    size: int
    verdict: Verdict
    label: str
    created_at: datetime
    created_by_id: UUID

    @property
    def can_be_opened(self) -> bool:
        """Whether a link to it makes sense."""
        return self.verdict in {Verdict.NOT_SCANNED, Verdict.CLEAN}


@query
def files_about(*, viewer: Actor, about_id: UUID) -> list[FileRow]:
    """The files of a record, oldest first; a file whose key is destroyed is said to be erased."""
    found = _about(viewer.compartments, about_id)
    opened = {key_id: _vault(key_id) for key_id in {file.key_id for file in found}}
    return [_row(file, opened[file.key_id]) for file in found]


@kept
def _about(known: frozenset[UUID], about_id: UUID) -> QuerySet[StoredFile]:
    found: QuerySet[StoredFile] = StoredFile.objects.known_in(known).filter(about_id=about_id)
    return found.order_by("created_at", "pk")


def label(verdict: Verdict) -> str:
    """What a scan found, as a page says it."""
    return str(LABELS[verdict])


def _vault(key_id: UUID) -> vaults.Vault | None:
    try:
        return vaults.for_reading(key_id)
    except errors.Erased:
        return None


def _row(file: StoredFile, vault: vaults.Vault | None) -> FileRow:
    return FileRow(
        id=file.pk,
        name=files.name_of(vault, file) if vault else _("Erased file"),
        kind=_(kinds.ALLOWED[file.kind].title),
        size=file.size,
        verdict=Verdict(file.verdict),
        label=label(Verdict(file.verdict)),
        created_at=file.created_at,
        created_by_id=file.created_by_id,
    )
