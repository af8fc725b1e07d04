"""How often one address may send a public form: counted under a keyed digest, so that no address is kept."""

from datetime import datetime

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac


MOST_AN_HOUR = 20
HOUR = 3600  # seconds


def is_over(request: HttpRequest, *, now: datetime) -> bool:
    """Count one sending of any public form; whether this hour's are used up."""
    key = _key(request, now)
    cache.add(key, 0, timeout=HOUR)
    count = int(cache.get(key, 0)) + 1
    cache.set(key, count, timeout=HOUR)
    return count > MOST_AN_HOUR


def _key(request: HttpRequest, now: datetime) -> str:
    """A name for this address in this hour; without our secret nobody can say which address it is."""
    address = get_adapter(request).get_client_ip(request)
    hour = int(now.timestamp()) // HOUR
    digest = salted_hmac("caseward.ui.limits", f"{address} {hour}", algorithm="sha256").hexdigest()
    return f"public:{digest}"
