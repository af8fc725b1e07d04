"""One detail of a person by hand: added with where it comes from, ended, or put right by another."""

from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from caseward.foundation.commands import Context, command, step
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.records import bulk
from caseward.kernel.dates import Born, PartialDate
from caseward.kernel.identifiers import Identifier
from caseward.kernel.identity import Address, Name, blocking_keys, key_numbers
from caseward.nominals import events, models, policies, queries
from caseward.nominals.commands.records import birth_columns, birth_fact, spelling
from caseward.nominals.vocabulary import NameKind, NominalId, Provenance, Sort, Value


@dataclass(frozen=True, slots=True)
class PutRight:
    """A detail that was found wrong, and what is right instead."""

    nominal: models.Nominal
    wrong: models.KnownFact
    right: models.KnownFact


@command
def add_detail(
    ctx: Context,
    *,
    nominal_id: NominalId,
    value: Value,
    provenance: Provenance,
    name_kind: NameKind = NameKind.ALIAS,
    is_current: bool = False,
) -> UUID:
    """Add a detail to a person's record; a second birth is no addition, but a correction of the first."""
    nominal = ctx.lock(models.Nominal.objects.visible_to(ctx.actor), nominal_id)
    ctx.authorise(policies.may_write(ctx.actor, nominal.compartment_id))
    _require(ctx, value, provenance)
    ctx.require(policies.is_not_known_yet(is_known=_is_known(ctx, nominal, value)), on="kind")
    as_name = name_kind if _has_main(nominal) else NameKind.MAIN
    fact = ctx.add(_fact(nominal, value, provenance, kind=as_name, is_current=is_current))
    _found_by(ctx, nominal, value)
    sort = sort_of(fact)
    ctx.record(events.DetailAdded(nominal_id=nominal.pk, detail_id=fact.pk, sort=sort.value))
    return fact.pk


@command
def end_detail(ctx: Context, *, detail_id: UUID, version: int, until: PartialDate) -> NominalId:
    """Say until when a detail was true; it stays, and the person is still found by it."""
    fact = _locked(ctx, detail_id, version=version)
    ctx.authorise(policies.may_write(ctx.actor, fact.compartment_id))
    ctx.require(policies.still_holds(fact))
    since = PartialDate.from_iso(fact.since) if fact.since else None
    span = Provenance(origin=queries.origin_of(fact), source_id=fact.pk, since=since, until=until)
    for field, answer in policies.unmet(span, today=ctx.today):
        ctx.require(answer, on=field)
    ctx.change(fact, until=until.iso, **({"is_current": False} if isinstance(fact, models.Address) else {}))
    ctx.record(events.DetailEnded(nominal_id=fact.nominal_id, detail_id=fact.pk))
    return NominalId(fact.nominal_id)


@step
def put_right(
    ctx: Context, *, detail_id: UUID, version: int, value: Value, provenance: Provenance, because: str
) -> PutRight:
    """Put a detail right by another; the wrong one stays to be read, and a name still finds the person."""
    wrong = _locked(ctx, detail_id, version=version)
    ctx.authorise(policies.may_write(ctx.actor, wrong.compartment_id))
    ctx.require(policies.still_holds(wrong))
    ctx.require(policies.says_why(because), on="because")
    _require(ctx, value, provenance)
    nominal = ctx.lock(models.Nominal.objects.visible_to(ctx.actor), wrong.nominal_id)
    was = {"corrected_at": ctx.now, "corrected_by_id": ctx.actor.id, "corrected_because": because.strip()}
    right = _instead(wrong, nominal, value, provenance)
    ctx.change(wrong, **was, **_stands_back(wrong))
    ctx.add(right)
    _found_by(ctx, nominal, value)
    ctx.record(events.DetailCorrected(nominal_id=nominal.pk, detail_id=right.pk, wrong_id=wrong.pk))
    return PutRight(nominal, wrong, right)


def sort_of(fact: models.KnownFact) -> Sort:
    """Which sort of detail a row is."""
    return next(sort for sort, model in queries.DETAILS.items() if isinstance(fact, model))


def _locked(ctx: Context, detail_id: UUID, *, version: int) -> models.KnownFact:
    for model in queries.DETAILS.values():
        visible = model.objects.visible_to(ctx.actor)
        if visible.filter(pk=detail_id).exists():
            fact: models.KnownFact = ctx.lock(visible, detail_id, version=version)
            return fact
    raise NotVisible


def _require(ctx: Context, value: Value, provenance: Provenance) -> None:
    ctx.require(policies.says_something(_words(value)))
    if isinstance(value, Born):
        ctx.require(policies.is_born(value, today=ctx.today), on="born")
    for field, answer in policies.unmet(provenance, today=ctx.today):
        ctx.require(answer, on=field)


def _words(value: Value) -> str:
    if isinstance(value, Name):
        return value.forenames + value.surname
    if isinstance(value, Address):
        return value.street + value.postcode
    return value.canonical if isinstance(value, Identifier) else value.words


def _is_known(ctx: Context, nominal: models.Nominal, value: Value) -> bool:
    """As the record says it now; what was found wrong may turn out to be right, and an ended one to be so again."""
    if isinstance(value, Born):
        return nominal.born is not None
    details = queries.details(viewer=ctx.actor, nominal_id=nominal.pk)
    return any(one.holds and one.value == value for one in details)


def _has_main(nominal: models.Nominal) -> bool:
    return models.Name.objects.filter(nominal=nominal, kind=NameKind.MAIN).exists()


def _instead(
    wrong: models.KnownFact, nominal: models.Nominal, value: Value, provenance: Provenance
) -> models.KnownFact:
    """What is right plays the part that the wrong one played."""
    kind = NameKind(wrong.kind) if isinstance(wrong, models.Name) else NameKind.ALIAS
    right = _fact(nominal, value, provenance, kind=kind, is_current=getattr(wrong, "is_current", False))
    right.corrects_id = wrong.pk  # type: ignore[attr-defined]  # of each model that is one
    return right


def _stands_back(wrong: models.KnownFact) -> dict[str, object]:
    """What the wrong one no longer is: the main name, the present address."""
    if isinstance(wrong, models.Name):
        return {"kind": NameKind.ALIAS}
    return {"is_current": False} if isinstance(wrong, models.Address) else {}


def _found_by(ctx: Context, nominal: models.Nominal, value: Value) -> None:
    """The record keeps every key that it had, and gets those of what it says now."""
    [(_, person)] = queries.known_people(viewer=ctx.actor, nominal_ids=[nominal.pk]).values()
    birth = birth_columns(value) if isinstance(value, Born) else {}
    said = replace(person, born=value) if isinstance(value, Born) else person
    ctx.change(nominal, keys=sorted({*nominal.keys, *key_numbers(blocking_keys(said))}), **birth)


def _fact(
    nominal: models.Nominal, value: Value, provenance: Provenance, *, kind: NameKind, is_current: bool
) -> models.KnownFact:
    belongs = {"compartment_id": nominal.compartment_id, "nominal_id": nominal.pk, **columns_of(provenance)}
    if isinstance(value, Name):
        said = {"kind": kind, "forenames": value.forenames, "surname": value.surname}
        return bulk.filled(models.Name, normalised=spelling(value), **said, **belongs)
    if isinstance(value, Address):
        lines = {"text": value.street, "postcode": value.postcode}
        return bulk.filled(models.Address, is_current=is_current, **lines, **belongs)
    if isinstance(value, Identifier):
        return bulk.filled(models.Identifier, kind=value.kind, value=value.canonical, **belongs)
    return bulk.filled(models.Birth, **birth_fact(value), **belongs)


def columns_of(provenance: Provenance) -> dict[str, Any]:
    """Where something comes from, as its columns have it."""
    return {
        "origin": provenance.origin,
        "origin_name": provenance.origin_name.strip(),
        "source_id": provenance.source_id,
        "grade": provenance.grade,
        "nature": provenance.nature,
        "since": provenance.since.iso if provenance.since else "",
        "until": provenance.until.iso if provenance.until else "",
    }
