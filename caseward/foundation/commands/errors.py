"""What can go wrong at the door, each named for what happened and translated into a response once, in the ui."""

from uuid import UUID

from caseward.kernel.decisions import Refused


class NotVisible(LookupError):
    """There is no such record, or none that the actor may know of: the two are never told apart."""

    def __init__(self) -> None:
        super().__init__("There is no such record, or it is not one you may know of.")


class NotPermitted(PermissionError):
    """The actor may know of the record and may not do this to it."""

    def __init__(self, refusal: Refused) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal


class Invalid(ValueError):
    """What was asked does not fit the state of things or the rules of the form."""

    def __init__(self, refusal: Refused, *, field: str | None = None) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal
        self.field = field


class Stale(RuntimeError):
    """Somebody saved the record after the actor had opened it."""

    def __init__(self, *, record_id: UUID, seen: int, current: int) -> None:
        super().__init__("Somebody else has saved this since you opened it.")
        self.record_id = record_id
        self.seen = seen
        self.current = current


class KeyReused(ValueError):
    """One idempotency key came with two different bodies."""

    def __init__(self) -> None:
        super().__init__("This form was already sent with other words. Open it again and send it once more.")


class KeyMissing(ValueError):
    """A form came without an idempotency key: nobody could tell its second sending from its first."""

    def __init__(self) -> None:
        super().__init__("This form came without its number. Open it again and send it once more.")


class CommandIncomplete(AssertionError):
    """The command's own code forgot to authorise or to record, or ran where it may not: a defect, never a refusal."""
