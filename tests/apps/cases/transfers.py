"""A case that is offered to another unit and answered there."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from caseward.cases import commands
from caseward.cases.vocabulary import CaseId
from caseward.organisations import commands as organisations
from caseward.organisations.models import Force, Unit
from caseward.organisations.vocabulary import UnitKind
from tests import cast, given, moments
from tests.apps.workforce import given as staff


NOTE = "A young man has moved to your force. Two visits a month until now; ask us for the rest."
RECEIVER = "Southdale Prevent"


def now() -> Any:
    return moments.real_now()


def a_receiver() -> UUID:
    """A Prevent unit of another force, in which Stan takes cases and Ewan leads."""
    with staff.as_sam() as ctx:
        force = Force.objects.exclude(name="Northshire").first()
        assert force is not None
        found = Unit.objects.filter(name=RECEIVER).first()
        unit_id = (
            found.pk
            if found
            else organisations.found_unit(ctx, name=RECEIVER, kind=UnitKind.PREVENT, force_id=force.pk)
        )
        for name, role in (("stan", "case-officer"), ("dana", "supervisor")):
            staff.qualify(ctx, name, role)
            staff.post(ctx, name, RECEIVER, role)
    return unit_id


def offered(case_id: CaseId, unit_id: UUID, *, who: str = "beth", note: str = NOTE) -> UUID:
    with cast.acting(who, now=now()) as ctx:
        version = given.case_version(case_id)
        return commands.offer_transfer(ctx, case_id=case_id, version=version, unit_id=unit_id, note=note)


def accepted(transfer_id: UUID, *, who: str = "stan", no_conflict: bool = True) -> None:
    with cast.acting(who, now=now()) as ctx:
        commands.accept_transfer(ctx, transfer_id=transfer_id, version=1, no_conflict=no_conflict)


def refused(transfer_id: UUID, because: str = "He lives in Westmoor now.", *, who: str = "stan") -> None:
    with cast.acting(who, now=now()) as ctx:
        commands.refuse_transfer(ctx, transfer_id=transfer_id, version=1, because=because)


def withdrawn(transfer_id: UUID, *, who: str = "beth") -> None:
    with cast.acting(who, now=now()) as ctx:
        commands.withdraw_transfer(ctx, transfer_id=transfer_id, version=1)


def case() -> CaseId:
    return given.owned(now=now() - timedelta(days=3))
