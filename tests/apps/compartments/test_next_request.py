"""S3: whatever ends access is felt by the next request of every open session, and by what was queued or sent before."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.urls import reverse

from caseward.cases.models import Case
from caseward.compartments import commands
from caseward.foundation.access import actors, sessions
from caseward.foundation.access.models import Membership
from caseward.foundation.commands import Context
from caseward.foundation.jobs import notices, outbox, service
from caseward.foundation.jobs.models import OutboxMessage
from caseward.kernel import references
from caseward.workforce import commands as workforce
from caseward.workforce.vocabulary import Level
from tests import cast, given, moments, roles
from tests.apps.cases.pages import yesterday
from tests.apps.compartments.given import excluded, grant_of, granted
from tests.apps.workforce import given as staff


pytestmark = pytest.mark.django_db

PAGES = ("file", "who", "chronology", "plan", "decisions", "files", "note")


def grant_ends(case_id: UUID, grant_id: UUID) -> None:
    with cast.acting("beth") as ctx:
        version = grant_of(grant_id).version
        commands.end_grant(ctx, grant_id=grant_id, version=version, because="Done.")


def grant_runs_out(case_id: UUID, grant_id: UUID) -> None:
    _let_run_out(grant_id)


def exclusion(case_id: UUID, grant_id: UUID) -> None:
    excluded(case_id, "rhys")  # type: ignore[arg-type]  # the id of a case


def posting_ends(case_id: UUID, grant_id: UUID) -> None:
    posting = staff.posting_of("rhys")
    with staff.as_sam() as ctx:
        workforce.end_posting(ctx, posting_id=posting.pk, version=posting.version, because="Left.")


def vetting_lapses(case_id: UUID, grant_id: UUID) -> None:
    clearance = staff.clearance_of("rhys", Level.SC)
    with staff.as_sam() as ctx:
        workforce.withdraw_clearance(
            ctx, clearance_id=clearance.pk, version=clearance.version, because="Under review."
        )


def _let_run_out(basis_id: UUID) -> None:
    """As if the whole of it lay a little further back."""
    with roles.owner():
        for one in Membership.objects.filter(basis_id=basis_id):
            back = one.ends_at - moments.real_now() + timedelta(seconds=1)
            one.starts_at, one.ends_at = one.starts_at - back, one.ends_at - back
            one.granted_until = one.ends_at
            one.save()


ENDS = [grant_ends, grant_runs_out, exclusion, posting_ends, vetting_lapses]


@pytest.mark.parametrize("end", ENDS)
def test_the_next_request_of_every_session_is_refused(end: Callable[[UUID, UUID], None]) -> None:
    case_id = given.owned(now=yesterday())
    grant_id = granted(case_id)
    open_now = [cast.browser("rhys"), cast.browser("rhys")]
    where = reverse("cases:file", args=[case_id])
    assert [one.get(where).status_code for one in open_now] == [200, 200]

    end(case_id, grant_id)

    for one in open_now:
        # Whoever has no access at all any more is signed out; everybody else finds nothing.
        answers = {one.get(reverse(f"cases:{name}", args=[case_id])).status_code for name in PAGES}
        assert answers in ({404}, {302}), answers
        assert where not in one.get("/cases/").content.decode()


def test_the_next_request_after_an_emergency_ran_out_is_refused() -> None:
    case_id = given.owned(now=yesterday())
    with roles.owner():
        reference = references.shown(Case.objects.get(pk=case_id).reference)
    with cast.acting("ewan") as ctx:
        commands.break_glass(ctx, reference=reference, because="A life is in danger.")
    browser = cast.browser("ewan")
    assert browser.get(reverse("cases:file", args=[case_id])).status_code == 200
    with roles.owner():
        _let_run_out(Membership.objects.filter(sort="EMERGENCY")[0].basis_id or UUID(int=0))

    assert browser.get(reverse("cases:file", args=[case_id])).status_code == 404


@pytest.mark.parametrize("end", [grant_ends, exclusion])
def test_what_was_queued_before_tells_nothing_afterwards(end: Callable[[UUID, UUID], None]) -> None:
    """A message put down while somebody knew, and delivered when he no longer does."""
    case_id = given.owned(now=yesterday())
    grant_id = granted(case_id)
    with roles.owner():
        compartment_id = Case.objects.get(pk=case_id).compartment_id
        message = OutboxMessage.objects.create(
            compartment_id=compartment_id, kind="case.offered", channel="NOTICE", user=cast.person("rhys"),
            about_id=case_id, due_at=moments.real_now(), created_at=moments.real_now(),
            created_by=cast.person("beth"),
        )  # fmt: skip
    end(case_id, grant_id)
    with sessions.acting_as(service.WORKER.id, now=moments.real_now()):
        worker = Context(actor=actors.current_actor() or service.WORKER, now=moments.real_now())
        assert outbox.send_message(worker, message_id=message.pk) == ""

    with cast.acting("rhys") as ctx:
        assert notices.notices(viewer=ctx.actor).rows == ()
        assert notices.unread(viewer=ctx.actor) == 0
