"""Keys of vaults, and what is known of each file without opening it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.foundation.storage.checking import kinds
from caseward.foundation.storage.scanning import Verdict


class VaultKey(Record):
    """A key that everything of one record (or compartment) is locked with: when this row goes, that is unreadable."""

    vault_id = models.UUIDField()
    locked_by = models.TextField()
    locked = models.BinaryField()

    class Meta:
        """A vault may have several keys, one for each upload that met none; erasing takes them all."""

        indexes = [models.Index(name="storage_vaultkey_by_vault", fields=["vault_id", "created_at"])]

    class Lifecycle:
        """Destroyed with the record: that is how the record's files end, in every backup, too."""

        personal = {"locked": "erase"}
        kept = RECORD_KEPT | {"vault_id", "locked_by"}

    def __str__(self) -> str:
        return str(self.vault_id)


class StoredFile(Record):
    """A file as received, encrypted on disk; its name and digest are encrypted, too, and end with its key."""

    about_id = models.UUIDField()
    key_id = models.UUIDField()
    address = models.TextField(unique=True)
    sealed_name = models.BinaryField()
    sealed_digest = models.BinaryField()
    locked_key = models.BinaryField()
    size = models.BigIntegerField()
    kind = models.TextField(choices=[(kind.code, _(kind.title)) for kind in kinds.ALLOWED.values()])
    verdict = models.TextField(choices=[(verdict.value, verdict.value) for verdict in Verdict])
    scanned_at = models.DateTimeField(null=True)
    scanned_with = models.TextField(null=True)  # noqa: DJ001  absent and empty differ: paired with scanned_at

    class Meta:
        """Listed by the record they belong to; a file is scanned exactly when somebody scanned it."""

        indexes = [models.Index(name="storage_storedfile_by_record", fields=["about_id", "created_at"])]
        constraints = [
            together("storage_storedfile", "scanned_at", "scanned_with"),
            models.CheckConstraint(
                name="storage_storedfile_verdict_has_its_scanner",
                condition=models.Q(verdict=Verdict.NOT_SCANNED.value, scanned_at__isnull=True)
                | (~models.Q(verdict=Verdict.NOT_SCANNED.value) & models.Q(scanned_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="storage_storedfile_size_is_positive", condition=models.Q(size__gt=0)
            ),
        ]

    class Lifecycle:
        """What could tell of a person is encrypted, and ends with the vault's key."""

        personal = {
            "sealed_name": "erase",
            "sealed_digest": "erase",
            "locked_key": "erase",
            "address": "erase",
        }
        kept = RECORD_KEPT | {"about_id", "key_id", "size", "kind", "verdict", "scanned_at", "scanned_with"}

    def __str__(self) -> str:
        return str(self.pk)
