"""Adapters of the outbox: a notice in Caseward, and an e-mail that says nothing but that there is something to read."""

import smtplib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import connection
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from caseward.foundation.jobs.models import Channel


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is being sent."""

    id: UUID
    kind: str
    channel: str
    user_id: UUID | None
    contact_id: UUID | None
    about_id: UUID


class Undelivered(Exception):
    """The message did not leave; the code says why, and nothing else does."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def send(message: Claimed, *, now: datetime) -> None:
    """Deliver by the message's channel; Undelivered when that fails."""
    if message.channel == Channel.NOTICE:
        _put_notice(message, now=now)
    else:
        _send_email(message)


def _put_notice(message: Claimed, *, now: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select sec.deliver_notice(%s, %s)", [message.id, now])


def _send_email(message: Claimed) -> None:
    address = _address_of(message)
    if not address:
        raise Undelivered("no-address")
    email = EmailMessage(
        subject=_("You have something to read in Caseward"),
        body=_("You have something to read in Caseward.\n\nSign in to read it: %(address)s\n")
        % {"address": settings.PUBLIC_ADDRESS},
        to=[address],
        headers=_headers(message),
    )
    try:
        email.send()
    except (OSError, smtplib.SMTPException) as problem:
        raise Undelivered(type(problem).__name__) from None


def _headers(message: Claimed) -> dict[str, str]:
    """One Message-ID for all attempts, so that a mailbox shows a message once that a crash sent twice."""
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname or "caseward.invalid"
    return {"Message-ID": f"<{message.id}@{host}>", "Auto-Submitted": "auto-generated"}


def _address_of(message: Claimed) -> str:
    if message.user_id:
        found = get_user_model().objects.filter(pk=message.user_id).values_list("email", flat=True).first()
        return str(found or "")
    if not settings.OUTBOX_CONTACTS:
        return ""
    address_of = cast("Callable[[UUID | None], str | None]", import_string(settings.OUTBOX_CONTACTS))
    return address_of(message.contact_id) or ""
