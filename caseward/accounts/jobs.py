"""What the door forgets by itself."""

from django.contrib.sessions.models import Session
from django.db import connection, transaction

from caseward.foundation.commands import Context
from caseward.foundation.jobs.defining import periodic


@periodic("accounts.forget", cron="40 3 * * *")
def forget(ctx: Context) -> None:
    """Clear the sessions of browsers, and the counts of attempts, that are long over."""
    with transaction.atomic():
        Session.objects.filter(expire_date__lt=ctx.now).delete()
        with connection.cursor() as cursor:
            cursor.execute("delete from accounts_cache where expires < %s", [ctx.now])
