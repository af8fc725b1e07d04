"""Parts of a case, shared, marked and read through the real commands."""

from uuid import UUID

from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.chronology.models import Entry
from caseward.chronology.vocabulary import Kind, Nature, Source
from caseward.compartments import commands
from caseward.compartments.vocabulary import Audience
from tests import cast, given, roles
from tests.apps.compartments.given import IN_A_MONTH


WHY = "The panel meets on Tuesday."


def written(case_id: CaseId, kind: Kind, words: str) -> UUID:
    """An entry of a kind, as the database keeps it, whoever may write such a one."""
    with roles.owner():
        like = Entry.objects.filter(about_id=case_id).first()
        made = Entry.objects.get(pk=like.pk) if like else None
        if made is None:
            case = Case.objects.get(pk=case_id)
            made = Entry(
                about_id=case_id, about_kind="CASE", about_reference=case.reference,
                compartment_id=case.compartment_id, created_by_id=case.owner_id, created_at=given.NOW,
                nature=Nature.FACT, source=Source.OBSERVED,
            )  # fmt: skip
        made.pk, made.kind, made.text = None, kind, words
        made._state.adding = True
        made.grade = "2BP" if kind is Kind.INTELLIGENCE else ""
        made.save()
        return made.pk


def shared(
    case_id: CaseId, to: str = "marcus", audience: Audience = Audience.PANEL, *, by: str = "beth"
) -> UUID:
    with cast.acting(by) as ctx:
        return commands.share_part(
            ctx, case_id=case_id, name=to, audience=audience, because=WHY, ends_on=IN_A_MONTH
        )


def marked(
    case_id: CaseId, record_id: UUID, audience: Audience, *, by: str = "priya", because: str = WHY
) -> UUID:
    with cast.acting(by) as ctx:
        return commands.mark_section(
            ctx, case_id=case_id, record_id=record_id, audience=audience, because=because
        )


def read(case_id: CaseId, who: str = "marcus") -> set[UUID]:
    """What somebody is shown of a case from outside."""
    with cast.acting(who) as ctx:
        return {one.id for one in commands.view_part(ctx, case_id=case_id)}
