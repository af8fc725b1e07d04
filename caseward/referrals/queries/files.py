"""One referral: its heading for the apps above, and its whole file for its page."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery

from caseward.foundation.commands import query
from caseward.kernel.access import Actor
from caseward.referrals.models import Answer, Clarification, Deconfliction, MatchAnswer, Referral
from caseward.referrals.queries.headings import FORENAMES, SURNAME, ReferralHeading


CONCERNS = "concerns.concern_narrative"


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One field: the words as given beside what they were understood to say."""

    id: UUID
    field: str
    as_given: str
    status: str
    value: Any
    because: str
    locator: str
    passages: tuple[str, ...]
    is_checked: bool
    version: int


@dataclass(frozen=True, slots=True)
class ReferralFile:
    """A referral with everything that was given and answered on its way."""

    heading: ReferralHeading
    referral: Referral
    answers: tuple[AnswerRow, ...]
    title_as_given: str
    passages: tuple[dict[str, Any], ...]
    unplaced: tuple[dict[str, Any], ...]
    original_file_id: UUID | None

    @property
    def concerns(self) -> str:
        """What the referrer is worried about, in the referrer's words."""
        told = self.answer(CONCERNS)
        return told.as_given if told else ""

    def answer(self, field: str) -> AnswerRow | None:
        """The row of one field."""
        return next((row for row in self.answers if row.field == field), None)


@query
def file_of(*, viewer: Actor, referral_id: UUID) -> ReferralFile | None:
    """The whole referral; None when there is none that the viewer may know."""
    referral = (
        Referral.objects.visible_to(viewer)
        .select_related(
            "as_given",
            "nominal",
            "risk_screened_by",
            "acknowledged_by",
            "repeat_reviewed_by",
            "safe_contact__changed_by",
        )
        .prefetch_related("answers", *_what_was_done())
        .filter(pk=referral_id)
        .first()
    )
    if referral is None:
        return None
    given = getattr(referral, "as_given", None)
    named = {answer.field: answer.value for answer in referral.answers.all()}
    return ReferralFile(
        heading=ReferralHeading.of(referral, forenames=named.get(FORENAMES), surname=named.get(SURNAME)),
        referral=referral,
        answers=tuple(_answer_row(answer) for answer in referral.answers.all()),
        title_as_given=given.title if given else "",
        passages=tuple(given.passages) if given else (),
        unplaced=tuple(given.unplaced) if given else (),
        original_file_id=given.file_id if given else None,
    )


def concerns_beside(referral: str) -> Subquery:
    """For rows that point at a referral: what its referrer was worried about, in the referrer's words."""
    told = Answer.objects.filter(referral_id=OuterRef(referral), field=CONCERNS)
    return Subquery(told.values("as_given")[:1])


def _what_was_done() -> "tuple[Prefetch[str, QuerySet[Any], str], ...]":
    """What officers asked and answered, oldest first, with who it was."""
    asked: QuerySet[Clarification] = Clarification.objects.select_related("created_by", "reply_kept_by")
    answered: QuerySet[Deconfliction] = Deconfliction.objects.select_related("created_by")
    said: QuerySet[MatchAnswer] = MatchAnswer.objects.select_related("created_by")
    return (
        Prefetch("clarifications", asked.order_by("created_at")),
        Prefetch("deconflictions", answered.order_by("done_on", "created_at")),
        Prefetch("match_answers", said.order_by("created_at")),
    )


def _answer_row(answer: Answer) -> AnswerRow:
    return AnswerRow(
        id=answer.pk,
        field=answer.field,
        as_given=answer.as_given,
        status=answer.status,
        value=answer.value,
        because=answer.because,
        locator=answer.locator,
        passages=tuple(answer.passages),
        is_checked=answer.checked_at is not None,
        version=answer.version,
    )
