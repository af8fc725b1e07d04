"""Replacing the master key: a new one locks from now on, and every vault is locked anew under it."""

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction

from caseward.foundation.ledger import writer
from caseward.foundation.storage import configuration, events, vaults
from caseward.foundation.storage.models import VaultKey


BATCH = 200
OWNER_ONLY = "Only the owner of the tables sees every vault: run this with CASEWARD_DATABASE_ROLE=owner."


def must_be_owner() -> None:
    """Refuse the runtime role, which would see no vault and believe that all are done."""
    with connection.cursor() as cursor:
        cursor.execute("select tableowner = current_user from pg_tables where tablename = 'storage_vaultkey'")
        if cursor.fetchone() != (True,):
            raise PermissionDenied(OWNER_ONLY)


def lock_anew(*, occasion: writer.Occasion) -> int:
    """Lock every vault that an older key locked under the current one; safe to run again after a break."""
    must_be_owner()
    current, count = configuration.master_keys().current, 0
    while done := _lock_batch(current, occasion):
        count += done
    return count


def still_needed() -> frozenset[str]:
    """The names of the master keys without which some vault could not be opened."""
    must_be_owner()
    return frozenset(VaultKey.objects.values_list("locked_by", flat=True).distinct())


def _lock_batch(current: str, occasion: writer.Occasion) -> int:
    with transaction.atomic():
        older = VaultKey.objects.exclude(locked_by=current).order_by("pk").select_for_update()
        batch = list(older[:BATCH])
        for found in batch:
            found.locked_by, found.locked = vaults.locked_anew(found)
            found.save(update_fields=["locked_by", "locked"])
        if batch:
            writer.append([events.MasterKeyReplaced(vaults=len(batch))], occasion)
    return len(batch)
