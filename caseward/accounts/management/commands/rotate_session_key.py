"""Replaces the key that proves sessions to the database; run as the owner, after the secret key was replaced."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.contrib.sessions.models import Session
from django.core.management.base import BaseCommand
from django.db import connection, transaction

from caseward.accounts.entrance import factors
from caseward.foundation.access import sessions


KEEP = "update sec.minting_key set inner_pad = %s, outer_pad = %s"
END = """
    update sec.session set ended_at = clock_timestamp(), ended_because = 'key-replaced' where ended_at is null
"""


class Command(BaseCommand):
    """Everybody signs in again; second factors are locked with the new key and go on working."""

    help = (
        "Tell the database the new secret key. Put the new key first and the old one into "
        "CASEWARD_SECRET_KEY_FALLBACKS, run this as the owner, then drop the old one."
    )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002
        """In one transaction, so that no key is half replaced."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(KEEP, sessions.pads(sessions.minting_key()))
                cursor.execute(END)
                ended = cursor.rowcount
            Session.objects.all().delete()
            locked = sum(_lock_again(each) for each in Authenticator.objects.select_for_update())
        self.stdout.write(f"{ended} sessions ended; {locked} second factors locked with the new key.")


def _lock_again(authenticator: Authenticator) -> int:
    """Encrypt the secrets of one factor afresh; a security key has none."""
    held = [name for name in ("secret", "seed") if name in authenticator.data]
    for name in held:
        authenticator.data[name] = factors.secrets_box().rotate(authenticator.data[name].encode()).decode()
    if held:
        authenticator.save(update_fields=["data"])
    return int(bool(held))
