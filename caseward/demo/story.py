"""What happens in the region: each referral walks as far along the road as its turn says, by the hands of its unit."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from caseward.cases import commands as cases
from caseward.cases.models import Case, Offer
from caseward.cases.vocabulary import Axis, CaseId, Level, Settled
from caseward.chronology.vocabulary import (
    Channel,
    Contact,
    ContactOutcome,
    Entered,
    Kind,
    Nature,
    Risk,
    Source,
)
from caseward.decisions.vocabulary import Decided, Option
from caseward.demo.people import Answers
from caseward.demo.region import PLAYERS
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context, clock
from caseward.referrals import commands as referrals
from caseward.referrals import queries
from caseward.referrals.models import Answer, Referral
from caseward.referrals.vocabulary import DeconflictionResult, ImmediateRisk, ReferralId, Same


STEPS = (
    "posted", "taken", "checked", "identified", "clarifying", "gateway", "ended", "offered", "owned", "section-36",
    "closing", "worked",
)  # fmt: skip


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
    answers: Answers
    day: datetime

    @contextmanager
    def acting(self, place: int, *, hours: float = 0) -> Iterator[Context]:
        """Act as one of the unit's players (intake, owner, decider, second) so many hours after it came."""
        name = PLAYERS[self.unit][place]
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
        with self.acting(0) as ctx:
            return referrals.take_referral(
                ctx, compartment_id=self.region.referrals[self.unit], answers=self.answers
            )

    def _check(self, referral_id: ReferralId) -> None:
        with self.acting(0, hours=1) as ctx:
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
        with self.acting(0, hours=2) as ctx:
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
        with self.acting(0, hours=3) as ctx:
            version = Referral.objects.get(pk=referral_id).version
            question = "Who heard the words, and on which day?"
            referrals.ask_referrer(ctx, referral_id=referral_id, version=version, question=question)

    def _deconflict(self, referral_id: ReferralId) -> None:
        with self.acting(1, hours=5) as ctx:
            referrals.record_deconfliction(
                ctx,
                referral_id=referral_id,
                result=DeconflictionResult.CLEAR,
                done_on=ctx.today,
                systems=["PNC", "PND", "LOCAL"],
            )
        with self.acting(2, hours=6) as ctx:
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
        is_ended = step == "ended"
        with self.acting(2, hours=24) as ctx:
            made = cases.decide_gateway(
                ctx,
                referral_id=referral_id,
                version=Referral.objects.get(pk=referral_id).version,
                decided=decided(
                    "gateway",
                    "no-further-action" if is_ended else "adopt",
                    "What should happen to this referral?",
                ),
                offer_to_id=None if is_ended else self.region.people[PLAYERS[self.unit][1]],
            )
        if not is_ended and step != "offered":
            self._own(CaseId(made), step)

    def _own(self, case_id: CaseId, step: str) -> None:
        with self.acting(1, hours=26) as ctx:
            offer = Offer.objects.get(case_id=case_id, answered_at__isnull=True)
            cases.accept_case(ctx, offer_id=offer.pk, version=offer.version, no_conflict=True)
            cases.add_entry(ctx, case_id=case_id, entered=NOTE)
            cases.add_entry(ctx, case_id=case_id, entered=VISIT)
            gap = cases.raise_gap(ctx, case_id=case_id, text="Who else is in the chat, and who runs it?")
            risk = cases.record_risk(
                ctx,
                case_id=case_id,
                text="Harm to the person named, at school.",
                axis=Axis.VIOLENCE,
                level=Level.MEDIUM,
                is_volatile=False,
            )
            if step == "owned":
                return
            self._find(ctx, case_id)
            if step == "closing":
                cases.settle_gap(
                    ctx, loose_end_id=gap, version=1, how=Settled.RESOLVED, words="Nobody runs it now."
                )
                cases.settle_risk(
                    ctx,
                    loose_end_id=risk,
                    version=1,
                    how=Settled.HANDED_OVER,
                    words="Ms Okafor at the academy.",
                )
        self._go_on(case_id, step)

    def _find(self, ctx: Context, case_id: CaseId) -> None:
        for fact in ("partners_asked", "assessment_signed"):
            cases.record_finding(
                ctx, case_id=case_id, fact=fact, is_so=True, because="Letters of the week after it opened."
            )

    def _go_on(self, case_id: CaseId, step: str) -> None:
        with self.acting(1, hours=96) as ctx:
            question = "Is there enough information to decide what comes next?"
            cases.move_case(
                ctx,
                case_id=case_id,
                version=Case.objects.get(pk=case_id).version,
                to_stage="section-36",
                decided=decided("information-gathering", "section-36", question),
            )
        if step == "closing":
            self._propose(case_id)

    def _propose(self, case_id: CaseId) -> None:
        with self.acting(1, hours=120) as ctx:
            file = cases.view_case(ctx, case_id=case_id)
            cases.propose_closing(
                ctx,
                case_id=case_id,
                version=file.heading.version,
                decided=decided("closing", "section-36-not-met", "How does this case end, and why?"),
                looked_back_at=file.look_back,
            )


NOTE = Entered(
    kind=Kind.NOTE,
    text="Seems lonelier than angry. The chat looks like somewhere to be heard.",
    nature=Nature.OPINION,
)
VISIT = Entered(
    kind=Kind.CONTACT,
    text="Spoke for half an hour, mostly about football; showed the books on the desk without being asked.",
    source=Source.SUBJECT,
    source_name="the person, at home",
    contact=Contact(
        agency="police", channel=Channel.IN_PERSON, outcome=ContactOutcome.SPOKEN_TO, risk=Risk.UNKNOWN
    ),
)


def decided(question: str, outcome: str, words: str) -> Decided:
    """A decision with every element answered and two options weighed."""
    return Decided(
        question=question,
        question_words=words,
        title=f"{outcome.replace('-', ' ').capitalize()}: on what was known that day",
        conduct="Fairness to a young person of whom little is known; we would be glad to explain this to the family.",
        information="What the referrer saw and heard, and the search of records. Not known: who else was there.",
        assessment="Harm to somebody named is spoken of; how serious it is meant is not known.",
        powers="The Prevent duty. No power is used against anybody.",
        review="Looked at again when the partners have answered.",
        options=(
            Option(
                text="Go on as decided",
                chosen=True,
                because="It fits what is known and keeps somebody close.",
            ),
            Option(text="Do nothing more", chosen=False, because="Nobody else would hold the risk."),
        ),
        outcome=outcome,
        outcome_words=outcome.replace("-", " ").capitalize(),
        rationale="The words name a person and a place, and the referrer can say what changed and when.",
    )
