"""What the ledger learns of messages: that one was sent or could not be, and when it was read."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class MessageSent(Event):
    """A message left the outbox."""

    type = "message.sent"
    operation = Operation.DISCLOSURE
    message_id: UUID
    about_id: UUID
    channel: str


@dataclass(frozen=True, kw_only=True)
class MessageNotSent(Event):
    """A message could not be delivered this time."""

    type = "message.not-sent"
    operation = Operation.DISCLOSURE
    message_id: UUID
    channel: str
    code: str


@dataclass(frozen=True, kw_only=True)
class NoticeRead(Event):
    """Somebody marked a notice as read."""

    type = "notice.read"
    operation = Operation.CONSULTATION
    notice_id: UUID
    about_id: UUID


@dataclass(frozen=True, kw_only=True)
class NoticesRead(Event):
    """Somebody marked as read all that they had before them."""

    type = "notice.read-all"
    operation = Operation.CONSULTATION
    count: int
