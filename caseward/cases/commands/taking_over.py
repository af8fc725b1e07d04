"""Taking over what a former system kept: many records in one command, each with its own entries in the ledger."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from caseward.cases import events, policies
from caseward.cases.commands.gateway import beside
from caseward.cases.models import Case, Ownership
from caseward.cases.queries.matters import matter_of, pathway_of
from caseward.cases.vocabulary import ADOPT, PATHWAY, FormerCase
from caseward.chronology import commands as chronology
from caseward.chronology.vocabulary import Entered, Kind, Source
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command
from caseward.foundation.records import bulk, references
from caseward.kernel.clocks.moments import london_day
from caseward.kernel.decisions import Allowed, Decision, Refused
from caseward.kernel.pathways import Pathway
from caseward.kernel.references import Kind as ReferenceKind
from caseward.nominals import commands as nominals
from caseward.nominals import policies as nominal_policies
from caseward.nominals.models import Nominal
from caseward.nominals.vocabulary import Given
from caseward.obligations import commands as obligations
from caseward.obligations.queries import started_by
from caseward.obligations.vocabulary import Starting
from caseward.referrals import commands as referrals
from caseward.referrals.models import Referral
from caseward.referrals.vocabulary import FormerReferral
from caseward.workforce import queries as workforce


AT_MOST = 1_000  # in one command: a transaction that others wait for is short
FROM = "former system"


@command
def take_over_cases(ctx: Context, *, compartment_id: UUID, former: Sequence[FormerCase]) -> int:
    """Take open cases over into the unit that keeps its referrals in the compartment; returns how many.

    Each gets its person, its referral as decided, its owner, a first note, its clock and its ledger entries. Nobody
    is matched with anybody: whether two records are of one person is asked of an officer later, as always.
    """
    cases_id = beside(ctx, compartment_id)
    ctx.authorise(policies.may_take_over_cases(ctx.actor, referrals=compartment_id, cases=cases_id))
    pathway = catalogue().latest_pathway(PATHWAY, on=ctx.today)
    ctx.require(_in_order(ctx, cases_id, pathway, former))
    people = [Given(person=one.person, living_at=one.living_at) for one in former]
    known = nominals.make_nominals(ctx, compartment_id=compartment_id, people=people)
    cases = [_case(cases_id, pathway, one, nominal) for one, nominal in zip(former, known, strict=True)]
    taken = _referrals(ctx, compartment_id, former, cases, known)
    for case, referral in zip(cases, taken, strict=True):
        case.referral_id = referral.pk
    ctx.add_all([*cases, *map(_ownership, cases)])
    _start_clocks(ctx, cases)
    for case, referral, nominal in zip(cases, taken, known, strict=True):
        ctx.record(
            events.CaseTakenOver(
                case_id=case.pk, referral_id=referral.pk, nominal_id=nominal.pk, owner_id=case.owner_id
            )
        )
    return len(cases)


@command
def take_over_people(ctx: Context, *, compartment_id: UUID, people: Sequence[Given]) -> int:
    """Take over people on whom the unit has a record and no open case; returns how many."""
    ctx.authorise(nominal_policies.may_write(ctx.actor, compartment_id))
    ctx.require(_not_too_many(people))
    return len(nominals.make_nominals(ctx, compartment_id=compartment_id, people=people))


def _referrals(
    ctx: Context,
    compartment_id: UUID,
    former: Sequence[FormerCase],
    cases: Sequence[Case],
    known: Sequence[Nominal],
) -> list[Referral]:
    """The first notes, which say what the former system had decided, and the referrals that rest on them."""
    pairs = list(zip(former, cases, strict=True))
    notes = chronology.enter_all(ctx, entered=[(matter_of(case), _note(one)) for one, case in pairs])
    decided = [
        FormerReferral(
            nominal_id=nominal.pk,
            received_at=one.received_at,
            decided_at=one.opened_at,
            outcome=ADOPT,
            decision_id=note.pk,
            answers=_answers(one),
        )
        for one, note, nominal in zip(former, notes, known, strict=True)
    ]
    return referrals.take_over_referrals(ctx, compartment_id=compartment_id, former=decided)


def _case(compartment_id: UUID, pathway: Pathway, former: FormerCase, nominal: Nominal) -> Case:
    return bulk.filled(
        Case,
        compartment_id=compartment_id,
        reference=references.new(ReferenceKind.CASE),
        nominal_id=nominal.pk,
        pathway_key=pathway.key,
        pathway_version=pathway.version,
        stage=former.stage,
        owner_id=former.owner_id,
        opened_at=former.opened_at,
    )


def _ownership(case: Case) -> Ownership:
    return bulk.filled(
        Ownership,
        compartment_id=case.compartment_id,
        case_id=case.pk,
        owner_id=case.owner_id,
        starts_at=case.opened_at,
    )


def _note(former: FormerCase) -> Entered:
    return Entered(kind=Kind.NOTE, text=former.note, source=Source.POLICE_SYSTEM, source_name=FROM)


def _answers(former: FormerCase) -> dict[str, str]:
    return {
        "individual.forenames": former.person.name.forenames,
        "individual.surname": former.person.name.surname,
        "concerns.concern_narrative": former.concern,
    }


def _start_clocks(ctx: Context, cases: Sequence[Case]) -> None:
    """The clocks of each stage run from when its case was opened: what is overdue stays overdue."""
    known: dict[tuple[str, date], list[str]] = {}  # of one pathway, and few are its stages and days
    starting = []
    for case in cases:
        place = (case.stage, london_day(case.opened_at))
        if place not in known:
            known[place] = _rules_at(case)
        about = matter_of(case)
        starting += [Starting(about, rule, case.opened_at, case.owner_id) for rule in known[place]]
    obligations.owe_all(ctx, starting=starting)


def _rules_at(case: Case) -> list[str]:
    """The clocks of the stage that something on the way there has started."""
    pathway, day = pathway_of(case), london_day(case.opened_at)
    codes = {"case.opened", *pathway.happened_before(case.stage)}
    keys = pathway.clocks_at(case.stage) & started_by(*codes)
    return [key for key in sorted(keys) if codes & {*catalogue().clock(key, on=day).starts_on}]


def _in_order(ctx: Context, cases_id: UUID, pathway: Pathway, former: Sequence[FormerCase]) -> Decision:
    """What makes any of them impossible, before the first is written."""
    colleagues = workforce.colleagues(viewer=ctx.actor, compartment_id=cases_id, capability="case.write")
    able = {each.id for each in colleagues}
    open_stages = {stage.key for stage in pathway.stages if not stage.is_final}
    if any(one.owner_id not in able for one in former):
        return Refused(
            "case.owner-not-of-unit",
            "Somebody named as an owner does not work on cases of this unit.",
            "Post the officer to the unit first, or name another.",
        )
    if any(one.stage not in open_stages for one in former):
        return Refused(
            "case.stage-unknown",
            "A case stands at a stage that an open case cannot stand at.",
            "Name a stage of the pathway.",
        )
    if any(not one.received_at <= one.opened_at <= ctx.now for one in former):
        return Refused(
            "case.opened-out-of-order",
            "A case was opened before its referral came, or in the future.",
            "Give the days as they were.",
        )
    return _not_too_many(former)


def _not_too_many(rows: Sequence[object]) -> Decision:
    if len(rows) <= AT_MOST:
        return Allowed("few enough for one transaction")
    return Refused(
        "case.too-many-at-once",
        f"{len(rows)} records came at once.",
        f"Send at most {AT_MOST} at a time.",
    )
