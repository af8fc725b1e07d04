"""Records that could be the person: evidence first, then the bar, then the words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from caseward.foundation.commands.context import LONDON
from caseward.kernel.dates import Born, PartialDate, age_on
from caseward.kernel.identity import FIELD_WORDS, LEVEL_WORDS, Likelihood
from caseward.referrals.presenters.heads import outcome_title
from caseward.referrals.queries import CandidateRow, PastReferral, ReferralFile
from caseward.referrals.vocabulary import Same, Stage
from caseward.ui.components import Evidence, HistoryMark, Match, Waterfall


@dataclass(frozen=True, slots=True)
class CandidateShown:
    """One record with its evidence, its earlier referrals, and what was said of it."""

    id: UUID
    match: Match
    cautions: tuple[str, ...]
    history: tuple[HistoryMark, ...]
    answer: str
    because: str
    is_tied: bool
    form: Any

    @property
    def answer_words(self) -> str:
        """The answer in words; "" while there is none."""
        return str(Same(self.answer).label) if self.answer else ""

    @property
    def colour(self) -> str:
        """Of the tag beside the answer."""
        return {Same.SAME: "well", Same.NOT_SAME: "still", Same.CANNOT_TELL: "soon"}.get(
            Same(self.answer), "still"
        )


def candidates_shown(
    rows: Iterable[CandidateRow],
    *,
    file: ReferralFile,
    histories: Mapping[UUID, tuple[PastReferral, ...]],
    forms: Mapping[UUID, Any],
    today: date,
) -> tuple[CandidateShown, ...]:
    """The records in their order, each with the form to answer it by."""
    return tuple(
        _candidate(
            row,
            number,
            file=file,
            history=histories.get(row.candidate.heading.id, ()),
            forms=forms,
            today=today,
        )
        for number, row in enumerate(rows, start=1)
    )


def history_of(headings: Iterable[PastReferral], *, now_id: UUID) -> tuple[HistoryMark, ...]:
    """Referrals of one person on a strip, oldest first."""
    return tuple(
        HistoryMark(
            on=heading.received_at.astimezone(LONDON).date(),
            title=_("This referral") if heading.id == now_id else _("Referral"),
            note=outcome_title(heading.outcome) if heading.outcome else str(Stage(heading.stage).label),
            url="" if heading.id == now_id else reverse("referrals:file", args=[heading.id]),
            is_now=heading.id == now_id,
        )
        for heading in sorted(headings, key=lambda one: one.received_at)
    )


def born_words(born: Born | None, *, today: date) -> str:
    """The birth with the age that follows from it."""
    if born is None:
        return _("date of birth not known")
    if not isinstance(born, PartialDate):
        return born.words
    ages = age_on(born, day=today)
    on = _("born %s") % born.words
    return f"{on} ({ages.words})" if ages else on


def _candidate(
    row: CandidateRow,
    number: int,
    *,
    file: ReferralFile,
    history: tuple[PastReferral, ...],
    forms: Mapping[UUID, Any],
    today: date,
) -> CandidateShown:
    known, match = row.candidate.heading, row.candidate.match
    earlier = tuple(each for each in history if each.id != file.heading.id)
    return CandidateShown(
        id=known.id,
        match=Match(
            title=known.name,
            words=_likely(match.likelihood),
            weight=match.total,
            evidence=tuple(_evidence(one) for one in match.evidence),
            facts=(born_words(known.born, today=today), known.reference, _earlier(earlier)),
            id=f"candidate-{number}",
            waterfall=Waterfall.of(match, base_id=f"adds-up-{number}"),
        ),
        cautions=tuple(_(caution) for caution in match.cautions),
        history=history_of(earlier, now_id=file.heading.id),
        answer=row.answer,
        because=row.because,
        is_tied=known.id == file.heading.nominal_id,
        form=forms.get(known.id),
    )


def _evidence(one: Any) -> Evidence:  # noqa: ANN401  the kernel's evidence
    return Evidence(
        field=_(FIELD_WORDS[one.field]),
        ours=one.ours,
        theirs=one.theirs,
        relation=_(LEVEL_WORDS[one.level]),
        weight=one.weight,
    )


def _likely(likelihood: Likelihood) -> str:
    return {
        Likelihood.UNLIKELY: _("Unlikely to be the same person"),
        Likelihood.POSSIBLE: _("Possibly the same person"),
        Likelihood.LIKELY: _("Likely to be the same person"),
        Likelihood.VERY_LIKELY: _("Very likely the same person"),
    }[likelihood]


def _earlier(history: tuple[PastReferral, ...]) -> str:
    if not history:
        return _("no earlier referral")
    years = ", ".join(sorted({str(each.received_at.year) for each in history}))
    count = len(history)
    text = ngettext("%(count)s earlier referral", "%(count)s earlier referrals", count) % {"count": count}
    return f"{text} ({years})"
