"""caseward rotate-identity-key: every identity link locked anew, with the first key that is given."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from caseward.foundation import clock
from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import Invalid, NotPermitted
from caseward.foundation.jobs import service
from caseward.identities import commands


class Command(BaseCommand):
    """Run as the owner of the database, while the platform goes on working."""

    help = (
        "Give the new key first and the old one after it, restart, run this as the owner, then drop the old key. "
        "Backups made before need the old one."
    )

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ANN401, ARG002
        """All links or none; how many there are is not said."""
        ctx = Context(actor=service.WORKER, now=clock.now(), purpose="job")
        try:
            name = commands.rotate_identity_key(ctx)
        except (Invalid, NotPermitted) as refused:
            raise CommandError(refused.refusal.sentence) from refused
        self.stdout.write(f"Every identity link is locked with key {name}.")
