"""Who is it? The records are searched before anybody gets a new one, and every possible match is answered."""

from dataclasses import asdict
from uuid import UUID

from caseward.foundation.commands import Context, command
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.identity import Match
from caseward.nominals import commands as nominals
from caseward.nominals.models import Nominal
from caseward.obligations import commands as obligations
from caseward.obligations.queries import of_record
from caseward.referrals import events, policies, queries
from caseward.referrals.commands.moving import go_back, move_on
from caseward.referrals.commands.reaching import hand_on_safe_contact
from caseward.referrals.models import MatchAnswer, Referral
from caseward.referrals.queries.facts import REVIEW, is_repeated
from caseward.referrals.queries.matters import matter_of
from caseward.referrals.vocabulary import ReferralId, Same, Stage


@command
def search_records(ctx: Context, *, referral_id: ReferralId) -> int:
    """Search the records for the person referred; returns how many could be the person (failings F01).

    Whoever looks again after the person was settled takes the referral back to that step.
    """
    referral = _in_hand(ctx, referral_id)
    found = queries.candidates_for(viewer=ctx.actor, referral=referral)
    nominals.note_look_up(ctx, person=queries.person_of(dict(referral.answers.values_list("field", "value"))))
    ctx.change(referral, searched_at=ctx.now)
    go_back(ctx, referral=referral, to=Stage.IDENTITY)
    ctx.record(events.RecordsSearched(referral_id=referral.pk, shown=len(found)))
    return len(found)


@command
def answer_candidate(
    ctx: Context, *, referral_id: ReferralId, nominal_id: UUID, answer: Same, because: str
) -> UUID:
    """Say of one record whether it is the person's, with the reason and the evidence as it was shown."""
    referral = _in_hand(ctx, referral_id)
    ctx.require(_has_reason(because), on="because")
    rows = queries.candidates_for(viewer=ctx.actor, referral=referral)
    row = next((one for one in rows if one.candidate.heading.id == nominal_id), None)
    ctx.require(_is_candidate(is_one=row is not None))
    evidence = _as_shown(row.candidate.match) if row else {}
    said = ctx.add(
        MatchAnswer(
            compartment_id=referral.compartment_id,
            referral=referral,
            nominal_id=nominal_id,
            answer=answer,
            because=because,
            evidence=evidence,
        )
    )
    ctx.record(events.CandidateAnswered(referral_id=referral.pk, nominal_id=nominal_id, answer=answer))
    return said.pk


@command
def settle_identity(ctx: Context, *, referral_id: ReferralId, version: int) -> UUID:
    """Tie the referral to the record said to be the same person, or make a new one; goes on to deconfliction.

    Refused while a possible match is unanswered, and when two records are both said to be the person's.
    """
    referral = _in_hand(ctx, referral_id, version=version)
    rows = queries.candidates_for(viewer=ctx.actor, referral=referral)
    same = [row.candidate.heading.id for row in rows if row.answer == Same.SAME]
    ctx.require(_is_one_person(len(same)))
    ctx.require(_tied_is_answered(referral, rows))
    nominal = _known(ctx, referral, same[0]) if same else _new(ctx, referral)
    ctx.change(referral, nominal_id=nominal.pk)
    hand_on_safe_contact(ctx, referral=referral)
    _tell_apart(ctx, nominal, rows)
    _review_repeat_if_due(ctx, referral)
    nominals.review_if_often(ctx, nominal_id=nominal.pk)
    move_on(ctx, referral=referral, to=Stage.DECONFLICTION)
    ctx.record(events.IdentitySettled(referral_id=referral.pk, nominal_id=nominal.pk, is_new=not same))
    return nominal.pk


def _known(ctx: Context, referral: Referral, nominal_id: UUID) -> Nominal:
    nominal = ctx.lock(Nominal.objects.visible_to(ctx.actor), nominal_id)
    values = dict(referral.answers.values_list("field", "value"))
    person, home = queries.person_of(values), queries.living_at(values)
    nominals.add_facts(ctx, nominal=nominal, person=person, source_id=referral.pk, living_at=home)
    return nominal


def _new(ctx: Context, referral: Referral) -> Nominal:
    values = dict(referral.answers.values_list("field", "value"))
    return nominals.make_nominal(
        ctx,
        compartment_id=referral.compartment_id,
        person=queries.person_of(values),
        source_id=referral.pk,
        living_at=queries.living_at(values),
    )


def _tell_apart(ctx: Context, nominal: Nominal, rows: tuple[queries.CandidateRow, ...]) -> None:
    for row in rows:
        if row.answer == Same.NOT_SAME and row.candidate.heading.id != nominal.pk:
            other = ctx.get(Nominal.objects.visible_to(ctx.actor), row.candidate.heading.id)
            nominals.mark_not_same(ctx, nominal=nominal, other=other, because=row.because)


def _review_repeat_if_due(ctx: Context, referral: Referral) -> None:
    """A second referral of one person within 24 months is a supervisor's to review, wherever the first was (F02)."""
    if referral.repeat_reviewed_at or not is_repeated(viewer=ctx.actor, referral=referral):
        return
    owed = {row.rule_key for row in of_record(viewer=ctx.actor, about_id=referral.pk, now=ctx.now)}
    if REVIEW not in owed:
        about = matter_of(referral)
        obligations.owe(ctx, about=about, rule_key=REVIEW, started_at=ctx.now, capability="referral.decide")


def _in_hand(ctx: Context, referral_id: ReferralId, *, version: int | None = None) -> Referral:
    referral = ctx.lock(Referral.objects.visible_to(ctx.actor), referral_id, version=version)
    ctx.authorise(policies.may_work_on(ctx.actor, referral))
    ctx.require(policies.is_undecided(referral))
    ctx.require(_is_checked(referral))
    return referral


def _is_checked(referral: Referral) -> Decision:
    if referral.stage != Stage.RECEIVED:
        return Allowed("checked")
    return Refused(
        "referral.not-checked",
        "The referral has not been checked against what was given.",
        "Finish checking first: a misread name finds nobody.",
    )


def _has_reason(because: str) -> Decision:
    if because.strip():
        return Allowed("has a reason")
    return Refused(
        "referral.match-without-reason", "A possible match needs a reason.", "Say what makes you think so."
    )


def _is_candidate(*, is_one: bool) -> Decision:
    if is_one:
        return Allowed("could be the person")
    return Refused(
        "referral.not-a-candidate",
        "This record is no longer among those that could be the person.",
        "Look at the records again: what is known of the person may have changed.",
    )


def _is_one_person(count: int) -> Decision:
    if count <= 1:
        return Allowed("one person at most")
    return Refused(
        "referral.two-records-same",
        "Two records are both said to be of this person.",
        "Choose the one to tie the referral to, and answer cannot tell for the other, and say why.",
    )


def _tied_is_answered(referral: Referral, rows: tuple[queries.CandidateRow, ...]) -> Decision:
    """What is searched again after a correction may still be the record made before: nobody gets a second one."""
    answered = {row.candidate.heading.id: bool(row.answer) for row in rows}
    if referral.nominal_id is None or answered.get(referral.nominal_id, True):
        return Allowed("nothing stands open")
    return Refused(
        "referral.tied-record-unanswered",
        "The referral is tied to a record already, and nobody has said whether that is still right.",
        "Say of that record, too: same person, not the same or cannot tell.",
    )


def _as_shown(match: Match) -> dict[str, object]:
    """The evidence as the officer saw it, which later weights do not change."""
    return {
        "total": round(match.total, 3),
        "words": str(match.likelihood.value),
        "evidence": [
            {**asdict(one), "field": one.field.value, "weight": round(one.weight, 3)}
            for one in match.evidence
        ],
    }
