"""Reading decisions: rows for lists, and one whole record as it was signed and added to since."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from caseward.decisions.models import (
    Countersignature,
    DecisionAddendum,
    DecisionOption,
    DecisionRecord,
    DecisionReliance,
)
from caseward.decisions.vocabulary import (
    Added,
    Decided,
    DecisionId,
    Element,
    Option,
    Reliance,
    ReviewFound,
    Right,
)
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.database.kept import kept
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import london_day
from caseward.obligations.vocabulary import Matter, MatterKind


REVIEWED, DISSENTS = "is_reviewed", "dissents_said"

P = TypeVar("P", DecisionOption, DecisionReliance, DecisionAddendum, Countersignature)


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A decision in a list."""

    id: DecisionId
    about_id: UUID
    about_kind: MatterKind
    about_reference: str
    question: str
    title: str
    outcome: str
    outcome_words: str
    decided_by: str
    decided_at: datetime
    review_on: date | None
    is_reviewed: bool
    dissents: int


@dataclass(frozen=True, slots=True)
class Addition:
    """What somebody added after the signature."""

    text: str
    by: str
    at: datetime
    rank: str = ""
    kind: Added = Added.WORDS
    found: ReviewFound | None = None
    leads_to: UUID | None = None


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """A second person's yes or no."""

    approves: bool
    because: str
    by: str
    at: datetime
    rank: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One element of a decision with the entries it rests on; options have no text of their own."""

    element: Element
    text: str
    relies_on: tuple[Reliance, ...]


@dataclass(frozen=True, slots=True)
class Signed:
    """One decision, whole: as signed, by whom and when, and everything added since; without an id not yet signed."""

    id: DecisionId | None
    compartment_id: UUID
    about_id: UUID
    about_kind: MatterKind
    about_reference: str
    decided: Decided
    decided_by_id: UUID
    decided_by: str
    decided_at: datetime
    decided_as: str
    decided_rank: str
    addenda: tuple[Addition, ...]
    countersignatures: tuple[SecondOpinion, ...]

    @property
    def elements(self) -> tuple[Shown, ...]:
        """The six elements in the order of the model."""
        texts = {element: getattr(self.decided, element.value.lower(), "") for element in Element}
        return tuple(
            Shown(
                element=element,
                text=text if element is not Element.OPTIONS else "",
                relies_on=tuple(each for each in self.decided.relies_on if each.element is element),
            )
            for element, text in texts.items()
        )


@query
def decisions_about(*, viewer: Actor, about_ids: Iterable[UUID]) -> tuple[DecisionRow, ...]:
    """The decisions about these records that the viewer may know of, newest first."""
    return tuple(map(_row, _about(viewer.compartments, list(about_ids))))


@query
def decisions_resting_on(*, viewer: Actor, entry_id: UUID) -> tuple[DecisionRow, ...]:
    """The decisions that rest on an entry of the chronology, newest first: read when the entry is put right."""
    return tuple(map(_row, _resting_on(viewer.compartments, entry_id)))


@query
def later_than(*, viewer: Actor, record: DecisionRecord) -> tuple[DecisionRow, ...]:
    """The decisions about the same record that were signed after this one, newest first."""
    rows = decisions_about(viewer=viewer, about_ids=[record.about_id])
    return tuple(row for row in rows if row.decided_at > record.decided_at and row.id != record.pk)


@query
def later_decisions(*, viewer: Actor, decision_id: UUID) -> tuple[DecisionRow, ...]:
    """The same for a decision by its id; none where the viewer may know of no such decision."""
    record = DecisionRecord.objects.visible_to(viewer).filter(pk=decision_id).first()
    return () if record is None else later_than(viewer=viewer, record=record)


@query
def has_dissented(*, viewer: Actor, decision_id: UUID) -> bool:
    """Whether the viewer has said already that he saw it differently."""
    mine = DecisionAddendum.objects.visible_to(viewer).filter(decision_id=decision_id, kind=Added.DISSENT)
    return bool(mine.filter(created_by_id=viewer.id).exists())


@query
def decision(*, viewer: Actor, decision_id: UUID) -> Signed:
    """One decision, whole; raises NotVisible for none that the viewer may know of."""
    records = DecisionRecord.objects.visible_to(viewer).select_related("decided_by")
    record = records.filter(pk=decision_id).first()
    if record is None:
        raise NotVisible
    return whole(record)


def as_it_will_stand(*, viewer: Actor, about: Matter, decided: Decided, now: datetime) -> Signed:
    """The decision as it would be read for ever if the viewer signed it now; nothing is stored."""
    return Signed(
        id=None,
        compartment_id=about.compartment_id,
        about_id=about.id,
        about_kind=about.kind,
        about_reference=about.reference,
        decided=decided,
        decided_by_id=viewer.id,
        decided_by=viewer.name,
        decided_at=now,
        decided_as="",
        decided_rank="",
        addenda=(),
        countersignatures=(),
    )


def whole(record: DecisionRecord) -> Signed:
    """Read everything that belongs to a record, in four more questions however much there is."""
    return Signed(
        id=DecisionId(record.pk),
        compartment_id=record.compartment_id,
        about_id=record.about_id,
        about_kind=MatterKind(record.about_kind),
        about_reference=record.about_reference,
        decided=_decided(record),
        decided_by_id=record.decided_by_id,
        decided_by=record.decided_by.name,
        decided_at=record.decided_at,
        decided_as=record.decided_as,
        decided_rank=_rank(record.decided_rank, record.decided_at),
        addenda=tuple(
            _addition(added) for added in _of(DecisionAddendum, record).select_related("created_by")
        ),
        countersignatures=tuple(
            _opinion(second) for second in _of(Countersignature, record).select_related("created_by")
        ),
    )


@kept
def _about(known: frozenset[UUID], about_ids: list[UUID]) -> QuerySet[DecisionRecord]:
    return _newest_first(DecisionRecord.objects.known_in(known).filter(about_id__in=about_ids))


@kept
def _resting_on(known: frozenset[UUID], entry_id: UUID) -> QuerySet[DecisionRecord]:
    resting = DecisionReliance.objects.known_in(known).filter(entry_id=entry_id).values("decision_id")
    return _newest_first(DecisionRecord.objects.known_in(known).filter(pk__in=resting))


def _newest_first(records: QuerySet[DecisionRecord]) -> QuerySet[DecisionRecord]:
    return records.annotate(**_beside()).select_related("decided_by").order_by("-decided_at", "id")


def _beside() -> dict[str, Any]:
    """Whether each was looked at again, and how many saw it differently: asked with the decisions themselves."""
    added = DecisionAddendum.objects.filter(decision=OuterRef("pk"))
    dissents = added.filter(kind=Added.DISSENT).order_by().values("decision").annotate(count=Count("pk"))
    return {
        REVIEWED: Exists(added.filter(kind=Added.REVIEW)),
        DISSENTS: Coalesce(Subquery(dissents.values("count"), output_field=IntegerField()), 0),
    }


def _decided(record: DecisionRecord) -> Decided:
    return Decided(
        question=record.question,
        question_words=record.question_words,
        title=record.title,
        conduct=record.conduct,
        information=record.information,
        assessment=record.assessment,
        powers=record.powers,
        review=record.review,
        options=tuple(
            Option(text=option.text, chosen=option.chosen, because=option.because)
            for option in _of(DecisionOption, record)
        ),
        outcome=record.outcome,
        outcome_words=record.outcome_words,
        rationale=record.rationale,
        rights=_rights(record.rights),
        review_on=record.review_on,
        relies_on=tuple(
            Reliance(element=Element(row.element), entry_id=row.entry_id, says=row.says)
            for row in _of(DecisionReliance, record)
        ),
        dissent=record.dissent,
    )


def _of(kind: type[P], record: DecisionRecord) -> QuerySet[P]:
    """What belongs to a record, in its own order; whoever may know the record may know it, too."""
    parts: QuerySet[P] = kind.objects.filter(decision=record)
    return parts


def _addition(added: DecisionAddendum) -> Addition:
    return Addition(
        text=added.text,
        by=added.created_by.name,
        at=added.created_at,
        rank=_rank(added.rank, added.created_at),
        kind=Added(added.kind),
        found=ReviewFound(added.found) if added.found else None,
        leads_to=added.leads_to,
    )


def _opinion(second: Countersignature) -> SecondOpinion:
    return SecondOpinion(
        approves=second.approves,
        because=second.because,
        by=second.created_by.name,
        at=second.created_at,
        rank=_rank(second.rank, second.created_at),
    )


def _rank(key: str, at: datetime) -> str:
    """What a rank was called when something was said in it; "" for none."""
    return catalogue().ranks_on(london_day(at)).title(key)


def _rights(stored: Mapping[str, str]) -> dict[Right, str]:
    return {right: stored[right] for right in Right if right in stored}


def _row(record: DecisionRecord) -> DecisionRow:
    return DecisionRow(
        id=DecisionId(record.pk),
        about_id=record.about_id,
        about_kind=MatterKind(record.about_kind),
        about_reference=record.about_reference,
        question=record.question,
        title=record.title,
        outcome=record.outcome,
        outcome_words=record.outcome_words,
        decided_by=record.decided_by.name,
        decided_at=record.decided_at,
        review_on=record.review_on,
        is_reviewed=vars(record)[REVIEWED],
        dissents=vars(record)[DISSENTS],
    )
