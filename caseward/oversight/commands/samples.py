"""Looks drawn by lot: explained by whoever looked, attested by a second person, signed for week by week."""

import secrets
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import connection

from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.foundation.database.calling import call
from caseward.kernel.clocks.moments import end_of, start_of
from caseward.oversight import events, policies, queries
from caseward.oversight.models import Attestation, Explanation, Sample, SignedWeek
from caseward.oversight.vocabulary import Attested


A_WEEK = timedelta(days=7)
KEEP = "select sec.keep_sample(%s, %s, %s::bigint[], %s, %s, %s)"


@command
def draw_samples(ctx: Context) -> int:
    """Draw last week's looks by lot, for each unit that has a supervisor and has none drawn; how many there were."""
    ctx.authorise(policies.may_draw(ctx.actor))
    week = ctx.today - timedelta(days=ctx.today.weekday()) - A_WEEK
    drawn = sum(_keep_lot(ctx, unit_id, week) for unit_id in _units_watched())
    ctx.record(events.SamplesDrawn(week=week, count=drawn))
    return drawn


@command
def explain_look(ctx: Context, *, sample_id: UUID, words: str) -> UUID:
    """Say in a sentence why one looked."""
    sample = ctx.get(Sample.objects.visible_to(ctx.actor).select_related("explanation"), sample_id)
    ctx.authorise(policies.may_explain(ctx.actor, sample))
    ctx.require(policies.is_unsaid(said=hasattr(sample, "explanation")))
    ctx.require(policies.has_words(words), on="words")
    said = Explanation(compartment_id=sample.compartment_id, sample_id=sample.pk, words=words.strip())
    ctx.add(said)
    ctx.record(events.LookExplained(explanation_id=said.pk, sample_id=sample.pk))
    return said.pk


@command
def attest_look(ctx: Context, *, sample_id: UUID, says: Attested, words: str, referred_to: str = "") -> UUID:
    """Say whether another's look was justified; what cannot be told is referred to somebody named."""
    sample = ctx.get(queries.samples_for(ctx.actor).select_related("explanation", "attestation"), sample_id)
    ctx.authorise(policies.may_attest(ctx.actor, sample))
    ctx.require(policies.is_unsaid(said=hasattr(sample, "attestation")))
    ctx.require(policies.was_asked(sample, is_explained=hasattr(sample, "explanation"), now=ctx.now))
    ctx.require(policies.has_words(words), on="words")
    ctx.require(policies.is_referred(says, referred_to), on="referred_to")
    said = Attestation(
        compartment_id=policies.where_attested(ctx.actor, sample),
        sample_id=sample.pk,
        officer_id=sample.officer_id,
        says=says,
        words=words.strip(),
        referred_to=referred_to.strip() if says is Attested.CANNOT_TELL else "",
    )
    ctx.add(said)
    ctx.record(events.LookAttested(attestation_id=said.pk, sample_id=sample.pk, says=says.value))
    return said.pk


@command
def sign_week(ctx: Context, *, sample_id: UUID) -> UUID:
    """Sign that everything drawn for a unit in the week of this look was gone through."""
    sample = ctx.get(Sample.objects.visible_to(ctx.actor), sample_id)
    ctx.authorise(policies.may_sign(ctx.actor, sample))
    left = queries.unattested(viewer=ctx.actor, compartment_id=sample.compartment_id, week=sample.week)
    ctx.require(policies.is_gone_through(left=left))
    is_signed = queries.is_signed(viewer=ctx.actor, compartment_id=sample.compartment_id, week=sample.week)
    ctx.require(policies.is_unsaid(said=is_signed))
    signed = SignedWeek(compartment_id=sample.compartment_id, week=sample.week)
    ctx.add(signed)
    ctx.record(events.WeekSigned(signed_id=signed.pk, week=sample.week))
    return signed.pk


def _units_watched() -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute("select * from sec.units_watched()")
        return [row[0] for row in cursor.fetchall()]


def _keep_lot(ctx: Context, unit_id: UUID, week: date) -> int:
    """Draw for one unit; how many were new."""
    rules, calendar = catalogue().table("oversight", "watching")["sample"], catalogue().calendar()
    until = [
        end_of(calendar.shifted(ctx.today, working_days=rules[name]))
        for name in ("explain_within", "attest_within")
    ]
    kept: int = call(KEEP, unit_id, week, _lot(unit_id, week, rules["looks"]), *until, ctx.now)
    return kept


def _lot(unit_id: UUID, week: date, size: int) -> list[int]:
    """Entries drawn by chance alone: each look of the week is as likely as any other, whoever looked."""
    stretch: list[UUID | datetime] = [unit_id, start_of(week), start_of(week + A_WEEK)]
    with connection.cursor() as cursor:
        cursor.execute("select * from sec.looks_of_unit(%s, %s, %s)", stretch)
        among = [row[0] for row in cursor.fetchall()]
    return secrets.SystemRandom().sample(among, min(size, len(among)))
