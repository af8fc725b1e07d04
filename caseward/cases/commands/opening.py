"""Cases that no referral began: about a person of the unit, a person new to it, or an organisation."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.db import connection

from caseward.cases import events, policies
from caseward.cases.commands import beginnings
from caseward.cases.commands.happening import happen_all
from caseward.cases.models import Case, Ownership
from caseward.cases.queries.matters import matter_of
from caseward.cases.vocabulary import SECOND, About, CaseId
from caseward.chronology import commands as chronology
from caseward.chronology.vocabulary import Entered, Kind
from caseward.foundation.access import actors
from caseward.foundation.catalogue import catalogue
from caseward.foundation.commands import Context, command, step
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.records import references
from caseward.kernel.pathways import Pathway, Sealed
from caseward.kernel.references import Kind as ReferenceKind
from caseward.nominals import commands as nominals
from caseward.nominals.models import Nominal
from caseward.organisations import commands as organisations
from caseward.organisations import queries as units
from caseward.organisations.queries import UnitRow
from caseward.organisations.vocabulary import Layer
from caseward.workforce import queries as workforce


KEPT_FOR = timedelta(days=365)  # whoever else may say so by name prolongs it


@command
def open_case(
    ctx: Context,
    *,
    unit_id: UUID,
    pathway: str,
    beginning: str,
    about: About,
    because: str,
    named: Sequence[UUID] = (),
) -> CaseId:
    """Open a case of the unit with what its pathway begins with, and own it; if sealed, only those named know of it."""
    unit = units.unit(viewer=ctx.actor, unit_id=unit_id)
    ctx.authorise(policies.may_open(ctx.actor, place_of(unit, Layer.CASES)))
    ctx.require(beginnings.is_opened_by(unit.kind, pathway, beginning, on=ctx.today), on="about")
    ctx.require(beginnings.begins_as_said(beginning, about), on="about")
    case = begin_case(ctx, unit=unit, pathway=pathway, about=about, because=because, named=named)
    return CaseId(case.pk)


@step
def begin_case(
    ctx: Context, *, unit: UnitRow, pathway: str, about: About, because: str, named: Sequence[UUID] = ()
) -> Case:
    """Open the case where the unit keeps its own, or where nobody but those named will ever know of it."""
    begun = catalogue().latest_pathway(pathway, on=ctx.today)
    ctx.require(
        policies.has_words(because, code="case.opened-without-reason", wants="Say why it is opened."),
        on="because",
    )
    records_id, cases_id = place_of(unit, Layer.REFERRALS), place_of(unit, Layer.CASES)
    if begun.sealed:
        records_id = cases_id = _keep_apart(ctx, begun.sealed, cases_id, about, named)
    case = Case(compartment_id=cases_id, **_subject(ctx, begun, records_id, about))
    _begin(ctx, case, begun)
    chronology.enter(ctx, about=matter_of(case), entered=Entered(kind=Kind.NOTE, text=because))
    _let_it_begin(ctx, case, begun)
    return case


def place_of(unit: UnitRow, layer: Layer) -> UUID:
    """Where the unit keeps its people or its cases; a unit without keeps none."""
    found = unit.compartments.get(layer)
    if found is None:
        raise NotVisible
    return found


def _begin(ctx: Context, case: Case, pathway: Pathway) -> None:
    case.reference = references.new(ReferenceKind.CASE)
    case.pathway_key, case.pathway_version, case.stage = pathway.key, pathway.version, pathway.first_stage
    case.owner_id, case.opened_at = ctx.actor.id, ctx.now
    span = {"case": case, "owner_id": ctx.actor.id, "starts_at": ctx.now}
    ctx.add_all([case, Ownership(compartment_id=case.compartment_id, **span)])


def _let_it_begin(ctx: Context, case: Case, pathway: Pathway) -> None:
    codes = ("case.opened", *pathway.stage(pathway.first_stage).on_entering)
    happen_all(ctx, case=case, what=[(code, ctx.now) for code in codes])
    ctx.record(
        events.CaseOpened(
            case_id=case.pk,
            nominal_id=case.nominal_id,
            organisation_id=case.organisation_id,
            owner_id=ctx.actor.id,
        )
    )


def _subject(ctx: Context, pathway: Pathway, records_id: UUID, about: About) -> dict[str, UUID]:
    """The record that the case is about, made if the unit has none."""
    if about.organisation is not None:
        ctx.require(beginnings.is_named(about.organisation), on="name")
        made = organisations.enter_organisation(ctx, compartment_id=records_id, given=about.organisation)
        return {"organisation_id": made.pk}
    if about.nominal_id is None:
        ctx.require(beginnings.is_identified(about.person), on="surname")
        return {"nominal_id": _made(ctx, records_id, about).pk}
    nominal = ctx.get(Nominal.objects.visible_to(ctx.actor), about.nominal_id)
    ctx.require(policies.is_a_record_of_the_unit(is_ours=nominal.compartment_id == records_id), on="about")
    there = Case.objects.visible_to(ctx.actor).filter(
        nominal=nominal, pathway_key=pathway.key, closed_at__isnull=True
    )
    ctx.require(beginnings.is_the_only_one(is_open=there.exists()), on="about")
    return {"nominal_id": nominal.pk}


def _made(ctx: Context, records_id: UUID, about: About) -> Nominal:
    person = about.person
    if person is None:
        raise NotVisible
    living_at = person.addresses[0] if person.addresses else None
    return nominals.make_nominal(
        ctx, compartment_id=records_id, person=person, source_id=None, living_at=living_at
    )


def _keep_apart(ctx: Context, sealed: Sealed, cases_id: UUID, about: About, named: Sequence[UUID]) -> UUID:
    """A silent compartment, before anything is in it; from the next statement on the actor knows it."""
    ctx.require(beginnings.is_new_to_all(about), on="about")
    able = {
        each.id for each in workforce.colleagues(viewer=ctx.actor, compartment_id=cases_id, capability=SECOND)
    }
    ctx.require(beginnings.names_a_second(named, able=able - {ctx.actor.id}), on="named")
    own, why = uuid4(), f"Named for this case by {ctx.actor.name}"
    values: list[Any] = [
        own,
        cases_id,
        list(named),
        list(sealed.owner),
        list(sealed.named),
        why,
        ctx.now + KEPT_FOR,
    ]
    with connection.cursor() as cursor:
        cursor.execute("select sec.keep_apart(%s, %s, %s::uuid[], %s, %s, %s, %s)", values)
    ctx.actor = actors.current_actor() or ctx.actor
    return own
