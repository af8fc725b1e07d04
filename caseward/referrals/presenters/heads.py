"""The head of every page of a referral: who it is about, the steps with what is due at each, what the reader may do."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from caseward.foundation.catalogue import catalogue
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision
from caseward.obligations.queries import Owed
from caseward.referrals import policies
from caseward.referrals.queries import ReferralFile
from caseward.referrals.vocabulary import INTAKE, Channel, Stage
from caseward.ui.components import Due


STAGES = [each.value for each in Stage]

# At which step each thing that is owed is done.
STEP_OF_RULE = {
    "acknowledge-referral": Stage.RECEIVED,
    "immediate-risk-screen": Stage.RECEIVED,
    "deconfliction": Stage.DECONFLICTION,
    "deconfliction-repeat": Stage.DECONFLICTION,
    "second-referral-review": Stage.GATEWAY,
    "gateway-decision": Stage.GATEWAY,
}
PAGES = {
    Stage.RECEIVED: "referrals:check",
    Stage.IDENTITY: "referrals:identity",
    Stage.DECONFLICTION: "referrals:deconflict",
    Stage.GATEWAY: "cases:gateway",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One of the four steps: done, now or to come; with an address once it can be looked at."""

    title: str
    position: str
    url: str
    is_here: bool
    dues: tuple[Due, ...]

    @property
    def words(self) -> str:
        """The position for whoever hears the page."""
        return {"done": _("done"), "now": _("now"), "next": _("to come")}[self.position]


@dataclass(frozen=True, slots=True)
class Powers:
    """What the reader may do with the referral as it stands."""

    work: bool
    clarify: bool
    deconflict: bool
    decide: bool


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above every page of a referral."""

    id: UUID
    title: str
    reference: str
    channel: str
    received_at: datetime
    referrer: str
    stage: str
    steps: tuple[Step, ...]
    may: Powers
    waits_since: datetime | None
    outcome: str
    is_decided: bool
    dues: tuple[Due, ...]
    basis: str
    is_repeat: bool
    needs_review: bool

    @property
    def decide_url(self) -> str:
        """Where the gateway decision is made."""
        return reverse(PAGES[Stage.GATEWAY], args=[self.id])

    @property
    def next(self) -> Due | None:
        """What is due first."""
        return self.dues[0] if self.dues else None


def head_of(file: ReferralFile, *, owed: Iterable[Owed], actor: Actor, here: str) -> Head:
    """The head of a page; `here` is the step that the page shows, "" for none."""
    heading = file.heading
    waiting = next((each for each in file.referral.clarifications.all() if each.replied_at is None), None)
    may, every = powers(actor, file), list(owed)
    known = actor.knows(heading.compartment_id)
    needs_review = any(each.rule_key == "second-referral-review" for each in every)
    return Head(
        id=heading.id,
        title=heading.name if heading.name != "—" else _("Nobody named yet"),
        reference=heading.reference,
        channel=str(Channel(heading.channel).label),
        received_at=heading.received_at,
        referrer=_referrer(file),
        stage=heading.stage,
        steps=_steps(heading.id, heading.stage, every, may=may, here=here),
        may=may,
        waits_since=waiting.created_at if waiting else None,
        outcome=outcome_title(heading.outcome, version=file.referral.pathway_version),
        is_decided=heading.stage == Stage.DECIDED,
        dues=tuple(each.line for each in every),
        basis=known.basis if isinstance(known, Allowed) else "",
        is_repeat=needs_review or file.referral.repeat_reviewed_at is not None,
        needs_review=needs_review,
    )


def powers(actor: Actor, file: ReferralFile) -> Powers:
    """Nobody works on what is decided."""
    referral = file.referral
    is_open = isinstance(policies.is_undecided(referral), Allowed)

    def can(decision: Decision) -> bool:
        return is_open and isinstance(decision, Allowed)

    return Powers(
        work=can(policies.may_work_on(actor, referral)),
        clarify=can(policies.may_clarify(actor, referral)),
        deconflict=can(policies.may_deconflict(actor, referral)),
        decide=can(policies.may_review_repeats(actor, referral)),
    )


def outcome_title(outcome: str, *, version: str = "") -> str:
    """The outcome in the words of the intake pathway, of its newest version where none is named."""
    pathways = catalogue().pathways
    pathway = pathways.version(INTAKE, version) if version else pathways.newest(INTAKE)
    known = {each.key: each.title for each in pathway.outcomes}
    return _(known[outcome]) if outcome in known else outcome


def _steps(referral_id: UUID, stage: str, owed: list[Owed], *, may: Powers, here: str) -> tuple[Step, ...]:
    at = STAGES.index(stage)
    return tuple(
        Step(
            title=str(step.label),
            position="done" if index < at else "now" if index == at else "next",
            url=_page(referral_id, step, may=may) if index <= at else "",
            is_here=step == here,
            dues=tuple(each.line for each in owed if STEP_OF_RULE.get(each.rule_key) == step),
        )
        for index, step in enumerate(PAGES)
    )


def _page(referral_id: UUID, step: Stage, *, may: Powers) -> str:
    """Those who cannot decide are shown what lies before those who can."""
    is_for_others = step == Stage.GATEWAY and not may.decide
    return reverse("referrals:file" if is_for_others else PAGES[step], args=[referral_id])


def _referrer(file: ReferralFile) -> str:
    said = [file.answer(f"referrer.{name}") for name in ("forenames", "surname", "role_and_organisation")]
    forenames, surname, role = (str(each.value or "") if each else "" for each in said)
    return ", ".join(filter(None, (f"{forenames} {surname}".strip(), role)))
