"""A demonstration never runs where real people are."""

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from caseward.accounts.models import User
from caseward.accounts.vocabulary import Kind


def refuse_real_people(*, is_demo: bool) -> None:
    """Stop the start of a demonstration against a database that holds anybody else's account."""
    if not is_demo:
        return
    is_real = User.objects.filter(kind=Kind.PERSON, is_demo=False).exists()
    connection.close()
    if is_real:
        raise ImproperlyConfigured(
            "CASEWARD_DEMO is on, and this database holds accounts that are not the demonstration's. "
            "Turn it off, or use a database of its own."
        )
