"""A vault holds everything secret of one record; who may know the record can open it, until its keys are destroyed."""

import uuid
from dataclasses import dataclass, field
from uuid import UUID

from caseward.foundation.commands import Context, step
from caseward.foundation.storage import configuration, errors, events, sealing
from caseward.foundation.storage.models import VaultKey


GONE = "The key of this was destroyed: it cannot be read again."


@dataclass(frozen=True, slots=True)
class Vault:
    """An open vault; its secret is never printed."""

    key_id: UUID
    vault_id: UUID
    secret: bytes = field(repr=False)

    def seal(self, plain: bytes, *, place: tuple[str, ...]) -> bytes:
        """Encrypt something short for one place of this vault."""
        return sealing.seal(self.secret, plain, place=(str(self.vault_id), *place))

    def unseal(self, sealed: bytes, *, place: tuple[str, ...]) -> bytes:
        """Decrypt what was sealed for the same place; Unreadable when it was not."""
        return sealing.unseal(self.secret, sealed, place=(str(self.vault_id), *place))


@step
def for_writing(ctx: Context, *, compartment_id: UUID, vault_id: UUID) -> Vault:
    """The newest key of the vault that those of this compartment hold, made now if there is none."""
    held = VaultKey.objects.visible_to(ctx.actor).filter(vault_id=vault_id, compartment_id=compartment_id)
    newest = held.order_by("-created_at", "-pk").first()
    return _unlocked(newest) if newest else _new(ctx, compartment_id=compartment_id, vault_id=vault_id)


def for_reading(key_id: UUID) -> Vault:
    """The vault that this key opens; Erased when the key is destroyed."""
    found = VaultKey.objects.filter(pk=key_id).first()
    if found is None:
        raise errors.Erased(GONE)
    return _unlocked(found)


@step
def destroy(ctx: Context, *, vault_id: UUID) -> int:
    """Delete every key of the vault, so that nothing in it can be read again (crypto-erasure); how many there were."""
    found = VaultKey.objects.visible_to(ctx.actor).filter(vault_id=vault_id)
    count, _each = found.delete()
    ctx.record(events.VaultDestroyed(vault_id=vault_id, keys=count))
    return count


def locked_anew(found: VaultKey) -> tuple[str, bytes]:
    """The name of the current master key, and the vault's key locked with it."""
    keys = configuration.master_keys()
    secret = _unlocked(found).secret
    return keys.current, keys.lock(secret, place=_place(found.pk, found.vault_id))


def _new(ctx: Context, *, compartment_id: UUID, vault_id: UUID) -> Vault:
    keys, key_id, secret = configuration.master_keys(), uuid.uuid4(), sealing.fresh_key()
    locked = keys.lock(secret, place=_place(key_id, vault_id))
    ctx.add(
        VaultKey(
            id=key_id, compartment_id=compartment_id, vault_id=vault_id, locked_by=keys.current, locked=locked
        )
    )
    return Vault(key_id=key_id, vault_id=vault_id, secret=secret)


def _unlocked(found: VaultKey) -> Vault:
    place = _place(found.pk, found.vault_id)
    secret = configuration.master_keys().open(bytes(found.locked), locked_by=found.locked_by, place=place)
    return Vault(key_id=found.pk, vault_id=found.vault_id, secret=secret)


def _place(key_id: UUID, vault_id: UUID) -> tuple[str, str]:
    return str(key_id), str(vault_id)
