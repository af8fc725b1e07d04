"""What happens to people's records, in the past tense."""

from dataclasses import dataclass
from uuid import UUID

from caseward.foundation.ledger.events import Event, Operation


@dataclass(frozen=True, kw_only=True)
class NominalMade(Event):
    """A person got a record, from the referral or report named."""

    type = "nominal.made"
    operation = Operation.COLLECTION
    makes = {"nominal_id": ("nominals_nominal",)}
    nominal_id: UUID
    source_id: UUID | None


@dataclass(frozen=True, kw_only=True)
class NominalCompleted(Event):
    """More became known of a person, from the referral or report named."""

    type = "nominal.completed"
    operation = Operation.ALTERATION
    nominal_id: UUID
    source_id: UUID | None
    added: int


@dataclass(frozen=True, kw_only=True)
class DetailAdded(Event):
    """Somebody added a detail to a person's record by hand; `sort` says which sort, never what it says."""

    type = "nominal.detail-added"
    operation = Operation.COLLECTION
    nominal_id: UUID
    detail_id: UUID
    sort: str


@dataclass(frozen=True, kw_only=True)
class DetailEnded(Event):
    """A detail that was true is so no longer."""

    type = "nominal.detail-ended"
    operation = Operation.ALTERATION
    nominal_id: UUID
    detail_id: UUID


@dataclass(frozen=True, kw_only=True)
class DetailCorrected(Event):
    """A detail was found wrong and put right by another; both stand."""

    type = "nominal.detail-corrected"
    operation = Operation.ALTERATION
    nominal_id: UUID
    detail_id: UUID
    wrong_id: UUID


@dataclass(frozen=True, kw_only=True)
class ContactSafetyKept(Event):
    """Somebody said how a person is safely reached."""

    type = "nominal.contact-safety-kept"
    operation = Operation.ALTERATION
    nominal_id: UUID


@dataclass(frozen=True, kw_only=True)
class ContactsReviewed(Event):
    """A supervisor looked at every contact of twelve months together."""

    type = "nominal.contacts-reviewed"
    operation = Operation.ALTERATION
    nominal_id: UUID


@dataclass(frozen=True, kw_only=True)
class NominalsToldApart(Event):
    """Two records were compared and found to be of different people."""

    type = "nominal.told-apart"
    operation = Operation.COMBINATION
    nominal_id: UUID
    other_id: UUID


@dataclass(frozen=True, kw_only=True)
class NominalsSearched(Event):
    """People were looked for; the words are not kept, how many were shown is."""

    type = "nominal.searched"
    operation = Operation.CONSULTATION
    shown: int


@dataclass(frozen=True, kw_only=True)
class PointersGiven(Event):
    """Somebody learned that other units know a person, and whom to ask; nothing of what they know."""

    type = "nominal.pointed-to"
    operation = Operation.DISCLOSURE
    given: int


@dataclass(frozen=True, kw_only=True)
class NominalViewed(Event):
    """Somebody read a person's record."""

    type = "nominal.viewed"
    operation = Operation.CONSULTATION
    nominal_id: UUID


@dataclass(frozen=True, kw_only=True)
class _OfLink(Event):
    """Names the link and neither record: who reads the ledger does not learn from it who is linked with whom."""

    operation = Operation.COMBINATION
    link_id: UUID


@dataclass(frozen=True, kw_only=True)
class PersonLinkProposed(_OfLink):
    """Somebody proposed that two records are of one person."""

    type = "nominal.link-proposed"


@dataclass(frozen=True, kw_only=True)
class PersonsLinked(_OfLink):
    """One person linked two records whose evidence holds no risk."""

    type = "nominal.linked"


@dataclass(frozen=True, kw_only=True)
class PersonLinkConfirmed(_OfLink):
    """A second person confirmed that two records are of one person."""

    type = "nominal.link-confirmed"


@dataclass(frozen=True, kw_only=True)
class PersonLinkRefused(_OfLink):
    """A second person refused that two records are of one person."""

    type = "nominal.link-refused"


@dataclass(frozen=True, kw_only=True)
class PersonLinkEndAsked(_OfLink):
    """Somebody asked a second person to end a link."""

    type = "nominal.link-end-asked"


@dataclass(frozen=True, kw_only=True)
class PersonLinkKept(_OfLink):
    """A second person kept a link that somebody had asked to end."""

    type = "nominal.link-kept"


@dataclass(frozen=True, kw_only=True)
class PersonsUnlinked(_OfLink):
    """A link of two records was ended."""

    type = "nominal.unlinked"


@dataclass(frozen=True, kw_only=True)
class ToldApartWithdrawn(_OfLink):
    """A second person withdrew that two records are of different people."""

    type = "nominal.apart-withdrawn"


@dataclass(frozen=True, kw_only=True)
class LikenessLeftOpen(_OfLink):
    """Somebody compared two records and could not tell."""

    type = "nominal.likeness-left-open"


@dataclass(frozen=True, kw_only=True)
class SimilarLookedFor(Event):
    """Somebody looked through records for others that look alike; how many pairs were found is kept."""

    type = "nominal.similar-looked-for"
    operation = Operation.COMBINATION
    looked: int
    found: int


@dataclass(frozen=True, kw_only=True)
class SimilarShown(Event):
    """Pairs of records that look alike were shown."""

    type = "nominal.similar-shown"
    operation = Operation.CONSULTATION
    shown: int


@dataclass(frozen=True, kw_only=True)
class _OfRelation(Event):
    """Names the relation and neither record, as with links."""

    operation = Operation.COMBINATION
    relation_id: UUID


@dataclass(frozen=True, kw_only=True)
class RelationAdded(_OfRelation):
    """Somebody said what one person is to another."""

    type = "nominal.relation-added"


@dataclass(frozen=True, kw_only=True)
class RelationEnded(_OfRelation):
    """What somebody was to another is so no longer."""

    type = "nominal.relation-ended"


@dataclass(frozen=True, kw_only=True)
class RelationCorrected(_OfRelation):
    """What was said of two people was wrong; what is right instead, if anything, is a relation of its own."""

    type = "nominal.relation-corrected"
