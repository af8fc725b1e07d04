"""What happens to the ledger itself, and in watching who looks at what."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class LedgerRead(Event):
    """Somebody read the ledger: its own logs have purposes, too (DPA 2018 s.62)."""

    type = "ledger.read"
    operation = Operation.CONSULTATION
    shown: int


@dataclass(frozen=True, kw_only=True)
class DiaryOpened(Event):
    """Somebody said for what he reads a diary; the words lie in the record named."""

    type = "diary.opened"
    operation = Operation.COLLECTION
    makes = {"purpose_id": ("oversight_diarypurpose",)}
    purpose_id: UUID
    of: str
    about_id: UUID
    purpose: str


@dataclass(frozen=True, kw_only=True)
class DiaryRead(Event):
    """Somebody read a page of a diary."""

    type = "diary.read"
    operation = Operation.CONSULTATION
    of: str
    about_id: UUID
    shown: int


@dataclass(frozen=True, kw_only=True)
class LinesDrawn(Event):
    """The looks since the last time were gone through, and so many met a rule."""

    type = "watch.lines-drawn"
    operation = Operation.COLLECTION
    count: int


@dataclass(frozen=True, kw_only=True)
class LineSettled(Event):
    """An inspector said what came of a look that met a rule."""

    type = "watch.line-settled"
    operation = Operation.ALTERATION
    line_id: UUID
    rule: str
    how: str


@dataclass(frozen=True, kw_only=True)
class FamousNameKept(Event):
    """A name was put on the list of those at which looks are asked about; the ledger does not say which."""

    type = "watch.famous-name-kept"
    operation = Operation.CONFIGURATION
    makes = {"name_id": ("oversight_famousname",)}
    name_id: UUID


@dataclass(frozen=True, kw_only=True)
class FamousNameDropped(Event):
    """A name was taken off that list."""

    type = "watch.famous-name-dropped"
    operation = Operation.ERASURE
    name_id: UUID


@dataclass(frozen=True, kw_only=True)
class DecoyMarked(Event):
    """A record was marked as a decoy; which one stands with oversight alone, and not in the ledger."""

    type = "watch.decoy-marked"
    operation = Operation.CONFIGURATION
    makes = {"decoy_id": ("oversight_decoy",)}
    decoy_id: UUID


@dataclass(frozen=True, kw_only=True)
class DecoyUnmarked(Event):
    """A record is a decoy no longer."""

    type = "watch.decoy-unmarked"
    operation = Operation.ERASURE
    decoy_id: UUID


@dataclass(frozen=True, kw_only=True)
class AddressDeclared(Event):
    """A member of staff declared where he lives, or took it back; the ledger does not say where."""

    type = "watch.address-declared"
    operation = Operation.COLLECTION
    officer_id: UUID


@dataclass(frozen=True, kw_only=True)
class SamplesDrawn(Event):
    """Looks of a week were drawn by lot."""

    type = "sample.drawn"
    operation = Operation.COLLECTION
    week: date
    count: int


@dataclass(frozen=True, kw_only=True)
class LookExplained(Event):
    """An officer said why he had looked."""

    type = "sample.explained"
    operation = Operation.COLLECTION
    makes = {"explanation_id": ("oversight_explanation",)}
    explanation_id: UUID
    sample_id: UUID


@dataclass(frozen=True, kw_only=True)
class LookAttested(Event):
    """A second person said whether a look was justified."""

    type = "sample.attested"
    operation = Operation.COLLECTION
    makes = {"attestation_id": ("oversight_attestation",)}
    attestation_id: UUID
    sample_id: UUID
    says: str


@dataclass(frozen=True, kw_only=True)
class WeekSigned(Event):
    """A supervisor signed for the sample of a week."""

    type = "sample.week-signed"
    operation = Operation.COLLECTION
    makes = {"signed_id": ("oversight_signedweek",)}
    signed_id: UUID
    week: date
