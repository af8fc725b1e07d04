"""Which roots are vouched for: the checkpoints of an export and those kept outside it, each with its signature."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric import ed25519

from caseward.kernel import reading
from caseward.kernel.ledger import checkpoints, findings
from caseward.kernel.wording import gettext_noop as _


MOST_COMPLAINTS = 20


@dataclass(frozen=True, slots=True)
class Note:
    """A checkpoint as it was found, inside the export or kept outside it: the name of its file, and its bytes."""

    name: str
    text: bytes


@dataclass(frozen=True, slots=True)
class Vouched:
    """A root that a signature vouches for, and where that stands."""

    name: str
    root: bytes
    at: datetime


@dataclass(slots=True)
class Voucher:
    """Reads checkpoints one by one and keeps, by size, what each vouches for."""

    key: ed25519.Ed25519PublicKey
    roots: dict[int, Vouched] = field(default_factory=dict)
    origin: str = ""
    good: int = 0
    bad: int = 0

    def hear(self, notes: Iterable[Note]) -> Iterator[findings.Finding]:
        """Check every signature; say what is wrong with the first twenty bad ones, then what holds."""
        for note in notes:
            if complaint := self._hear_one(note):
                self.bad += 1
                if self.bad <= MOST_COMPLAINTS:
                    yield complaint
        if self.bad > MOST_COMPLAINTS:
            yield findings.broken(
                _("{number} checkpoints are bad; the first are named above."), number=self.bad
            )
        yield self._summary()

    def _hear_one(self, note: Note) -> findings.Finding | None:
        signed = checkpoints.read_checkpoint(note.text)
        if isinstance(signed, reading.Unreadable):
            return findings.broken(_("{name} is not a checkpoint, or it was changed."), name=note.name)
        if not checkpoints.verify_checkpoint(signed, public_key=self.key):
            said = _("The signature of {name} does not fit: it was changed, or another key signed it.")
            return findings.broken(said, name=note.name)
        return self._remember(note, signed.checkpoint)

    def _remember(self, note: Note, checkpoint: checkpoints.Checkpoint) -> findings.Finding | None:
        self.origin = self.origin or checkpoint.origin
        if checkpoint.origin != self.origin:
            return findings.broken(
                _("{name} is of another ledger, {origin}."), name=note.name, origin=checkpoint.origin
            )
        new = Vouched(note.name, checkpoint.root, checkpoint.at)
        known = self.roots.setdefault(checkpoint.size, new)
        if known.root != checkpoint.root:
            said = _(
                "{one} and {other} were both signed over the first {size} entries and differ: history was rewritten."
            )
            return findings.broken(said, one=known.name, other=note.name, size=checkpoint.size)
        self.good += 1
        return None

    def _summary(self) -> findings.Finding:
        if not self.roots:
            return findings.broken(
                _("There is no checkpoint with a good signature: nothing vouches for this export.")
            )
        last = self.roots[max(self.roots)]
        said = _(
            "Checkpoints with a good signature: {number}. The last covers {size} entries, signed {at} by {origin}."
        )
        at = f"{last.at:%Y-%m-%d %H:%M:%S} UTC"
        return findings.holds(said, number=self.good, size=max(self.roots), at=at, origin=self.origin)
