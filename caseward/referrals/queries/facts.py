"""What the gates of intake ask about a referral, established from what is on record."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from caseward.foundation.commands import query
from caseward.foundation.database.kept import kept
from caseward.kernel.access import Actor
from caseward.kernel.clocks.moments import london_day, months_after
from caseward.kernel.pathways import Facts
from caseward.nominals import queries as nominals
from caseward.referrals.models import Deconfliction, Referral
from caseward.referrals.queries.headings import PastReferral
from caseward.referrals.queries.identity import candidates_for
from caseward.referrals.queries.persons import is_identifiable, person_of
from caseward.referrals.vocabulary import REPEAT_MONTHS, DeconflictionResult


REVIEW = "second-referral-review"


@query
def facts_of(*, viewer: Actor, referral: Referral, today: date) -> Facts:
    """The facts of the intake pathway; those of the gateway decision itself are added by whoever decides."""
    values = dict(referral.answers.values_list("field", "value"))
    last = _last_deconfliction(viewer, referral)
    is_repeat = is_repeated(viewer=viewer, referral=referral)
    return Facts(
        {
            "fields_unchecked": referral.answers.filter(checked_at__isnull=True).count(),
            "immediate_risk_screened": referral.risk_screened_at is not None,
            "person_identifiable": is_identifiable(person_of(values)),
            "person_searched": referral.searched_at is not None,
            "candidates_unanswered": _unanswered(viewer, referral),
            "person_settled": referral.nominal_id is not None,
            "deconfliction_answered": last is not None and last.result != DeconflictionResult.HOLD,
            "deconfliction_age_days": _age(last, today),
            "second_referral_within_24_months": is_repeat,
            "repeat_reviewed_by_supervisor": referral.repeat_reviewed_at is not None,
        }
    )


@query
def facts_for_case(*, viewer: Actor, referral: Referral, today: date, told: Iterable[PastReferral]) -> Facts:
    """What the gates of a case still ask about the referral it came from; `told` are the person's referrals."""
    return Facts(
        {
            "deconfliction_age_days": _age(_last_deconfliction(viewer, referral), today),
            "second_referral_within_24_months": referral.repeat_reviewed_at is not None
            or any(_is_repeated_by(referral, one) for one in told),
        }
    )


@query
def earlier_referrals(*, viewer: Actor, referral: Referral) -> tuple[Referral, ...]:
    """Referrals of the same person, by any linked record, within 24 months before this one, newest first (F02)."""
    if referral.nominal_id is None:
        return ()
    since = _since(referral)
    people = nominals.records_of(viewer=viewer, nominal_id=referral.nominal_id)
    same = Referral.objects.visible_to(viewer).filter(nominal_id__in=people).exclude(pk=referral.pk)
    return tuple(
        same.filter(received_at__date__gte=since, received_at__lte=referral.received_at).order_by(
            "-received_at"
        )
    )


@query
def is_repeated(*, viewer: Actor, referral: Referral) -> bool:
    """Whether the person was referred within 24 months before, here or to a unit that says whom to ask."""
    if referral.nominal_id is None:
        return False
    since = _since(referral)
    return bool(earlier_referrals(viewer=viewer, referral=referral)) or bool(
        nominals.known_elsewhere(
            viewer=viewer, nominal_id=referral.nominal_id, contacts_since=since, referrals_since=since
        ).referrals
    )


def _is_repeated_by(referral: Referral, earlier: PastReferral) -> bool:
    """Whether the other came within 24 months before this one (failings F02)."""
    came = earlier.received_at
    return earlier.id != referral.pk and _since(referral) <= london_day(came) and came <= referral.received_at


def _since(referral: Referral) -> date:
    return months_after(london_day(referral.received_at), months=-REPEAT_MONTHS)


def _unanswered(viewer: Actor, referral: Referral) -> int | None:
    """How many records nobody has spoken of; unknown until the records have been searched."""
    if referral.searched_at is None:
        return None
    rows = candidates_for(viewer=viewer, referral=referral)
    return sum(not row.answer for row in rows if row.candidate.heading.id != referral.nominal_id)


def _last_deconfliction(viewer: Actor, referral: Referral) -> Deconfliction | None:
    return next(iter(_answered(viewer.compartments, referral.pk)), None)


@kept
def _answered(known: frozenset[UUID], referral_id: UUID) -> QuerySet[Deconfliction]:
    answered = Deconfliction.objects.known_in(known).filter(referral_id=referral_id)
    return answered.order_by("-done_on", "-created_at")[:1]


def _age(last: Deconfliction | None, today: date) -> int | None:
    return None if last is None else (today - last.done_on).days
