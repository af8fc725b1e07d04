"""What happens in the region: each referral walks as far along the road as its turn says, by the hands of its unit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from caseward.cases import commands as cases
from caseward.cases import queries as case_queries
from caseward.cases.vocabulary import CaseId
from caseward.demo import casework, words
from caseward.demo.casework import DECIDER, INTAKE, OWNER
from caseward.demo.people import Answers
from caseward.demo.region import PLAYERS
from caseward.foundation import clock
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.referrals import commands as referrals
from caseward.referrals import queries
from caseward.referrals.models import Answer, Referral
from caseward.referrals.vocabulary import DeconflictionResult, ImmediateRisk, ReferralId, Same


# How far each referral comes, and between how many days ago it arrived: most of what is owed is not late yet.
STEPS: dict[str, tuple[int, int]] = {
    "owned": (4, 16),
    "posted": (0, 2),
    "taken": (0, 0),
    "section-36": (8, 18),
    "offered": (2, 2),
    "gateway": (3, 5),
    "checked": (1, 2),
    "pcm": (20, 60),
    "identified": (1, 2),
    "closing": (20, 30),
    "clarifying": (2, 9),
    "ended": (10, 70),
    "panel": (16, 26),
    "closed": (35, 75),
    "silent": (26, 40),
}


@dataclass(frozen=True, slots=True)
class Region:
    """Accounts by name, and the compartments of each unit's referrals."""

    people: dict[str, UUID]
    referrals: dict[str, UUID]


@dataclass(slots=True)
class Walk:
    """One referral on its way through one unit, from the day it came."""

    region: Region
    unit: str
    owner: str
    answers: Answers
    day: datetime

    @contextmanager
    def acting(self, place: int, *, hours: float = 0) -> Iterator[Context]:
        """Act as one of the unit's players so many hours after it came."""
        name = self.owner if place == OWNER else PLAYERS[self.unit][place]
        with sessions.acting_as(self.region.people[name], now=clock.now()):
            actor = actors.current_actor()
            if actor is None:
                raise LookupError(f"{name} may not act; is there a live posting?")
            yield Context(actor=actor, now=self.day + timedelta(hours=hours), purpose="casework")

    def to(self, step: str) -> None:
        """Walk as far as the step."""
        if step == "posted":
            self._post()
            return
        referral_id = self._taken()
        road: list[tuple[str, Callable[[ReferralId], object]]] = [
            ("checked", self._check),
            ("identified", self._identify),
        ]
        if step == "taken":
            return
        for name, walk in road:
            walk(referral_id)
            if step == name:
                return
        if step == "clarifying":
            self._ask(referral_id)
            return
        self._deconflict(referral_id)
        if step != "gateway":
            self._decide(referral_id, step)

    def _post(self) -> None:
        ctx = Context(actor=actors.PUBLIC, now=self.day)
        compartment_id = self.region.referrals[self.unit]
        referrals.post_submission(
            ctx, submission_id=uuid4(), compartment_id=compartment_id, answers=self.answers
        )

    def _taken(self) -> ReferralId:
        with self.acting(INTAKE) as ctx:
            return referrals.take_referral(
                ctx, compartment_id=self.region.referrals[self.unit], answers=self.answers
            )

    def _check(self, referral_id: ReferralId) -> None:
        with self.acting(INTAKE, hours=1) as ctx:
            version = Referral.objects.get(pk=referral_id).version
            referrals.mark_acknowledged(ctx, referral_id=referral_id, version=version, how="telephone")
            referrals.screen_immediate_risk(
                ctx, referral_id=referral_id, version=version + 1, risk=ImmediateRisk.NO, note=""
            )
            for one in Answer.objects.filter(referral_id=referral_id, status="NOT_READ"):
                referrals.correct_answer(
                    ctx, referral_id=referral_id, field=one.field, version=one.version, typed={}
                )
            version = Referral.objects.get(pk=referral_id).version
            referrals.finish_checking(ctx, referral_id=referral_id, version=version)

    def _identify(self, referral_id: ReferralId) -> None:
        with self.acting(INTAKE, hours=2) as ctx:
            referrals.search_records(ctx, referral_id=referral_id)
            referral = Referral.objects.get(pk=referral_id)
            rows = queries.candidates_for(viewer=ctx.actor, referral=referral)
            for place, row in enumerate(rows):
                is_same = place == 0 and row.candidate.match.likelihood.rank > 1
                referrals.answer_candidate(
                    ctx,
                    referral_id=referral_id,
                    nominal_id=row.candidate.heading.id,
                    answer=Same.SAME if is_same else Same.NOT_SAME,
                    because="Same birthday and address."
                    if is_same
                    else "Another address and another school.",
                )
            referrals.settle_identity(ctx, referral_id=referral_id, version=referral.version)

    def _ask(self, referral_id: ReferralId) -> None:
        with self.acting(INTAKE, hours=3) as ctx:
            version = Referral.objects.get(pk=referral_id).version
            question = "Who heard the words, and on which day?"
            referrals.ask_referrer(ctx, referral_id=referral_id, version=version, question=question)

    def _deconflict(self, referral_id: ReferralId) -> None:
        with self.acting(OWNER, hours=5) as ctx:
            referrals.record_deconfliction(
                ctx,
                referral_id=referral_id,
                result=DeconflictionResult.CLEAR,
                done_on=ctx.today,
                systems=["PNC", "PND", "LOCAL"],
            )
        with self.acting(DECIDER, hours=6) as ctx:
            referral = Referral.objects.get(pk=referral_id)
            facts = queries.facts_of(viewer=ctx.actor, referral=referral, today=ctx.today)
            if facts["second_referral_within_24_months"]:
                referrals.review_repeat(
                    ctx,
                    referral_id=referral_id,
                    version=referral.version,
                    review="Read together: the words grow more definite, the person is more alone.",
                )

    def _decide(self, referral_id: ReferralId, step: str) -> None:
        with self.acting(DECIDER, hours=24) as ctx:
            referral = Referral.objects.get(pk=referral_id)
            outcome = "no-further-action" if step == "ended" else "adopt"
            if outcome == "adopt" and case_queries.open_cases_here(viewer=ctx.actor, referral=referral):
                outcome = "join"
            made = cases.decide_gateway(
                ctx,
                referral_id=referral_id,
                version=referral.version,
                decided=words.decided("gateway", outcome, "What should happen to this referral?"),
                offer_to_id=self.region.people[self.owner] if outcome == "adopt" else None,
            )
        if outcome == "adopt" and step != "offered":
            casework.work(CaseId(made), step, acting=self.acting)
