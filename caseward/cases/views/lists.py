"""My work, and the unit's cases."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caseward.cases import presenters, queries
from caseward.cases.vocabulary import OPEN
from caseward.obligations.queries import counts
from caseward.ui.pages import place_from
from caseward.ui.requests import Signed
from caseward.workforce.queries import covered_by


@require_safe
def work(request: Signed) -> HttpResponse:
    """Everything I owe, by when it is due."""
    viewer, now = request.actor, request.ctx.now
    group = presenters.group_asked(request.GET.get("due", ""))
    kind = presenters.kind_asked(request.GET.get("kind", ""))
    covered = covered_by(viewer=viewer, today=request.ctx.today)
    page = queries.my_work(
        viewer=viewer, now=now, group=group, kind=kind, place=place_from(request), covered=covered
    )
    context = presenters.work(
        page,
        counted=counts(viewer=viewer, now=now, covering=frozenset(covered)),
        offers=queries.my_offers(viewer=viewer, now=now),
        asked=group,
        kind=kind,
    )
    context |= {"today": request.ctx.today, "may_start": viewer.holds_anywhere("referral.take")}
    context |= {"may_be_covered": viewer.holds_anywhere("case.accept")}
    context |= {"may_open": viewer.holds_anywhere(OPEN)}
    return render(request, "cases/work.html", context)


@require_safe
def case_list(request: Signed) -> HttpResponse:
    """The cases of my units: mine, all open ones, closed ones, or those of one owner."""
    which, owner_id = request.GET.get("which", "open"), _id(request.GET.get("owner", ""))
    page = queries.cases(
        viewer=request.actor,
        now=request.ctx.now,
        place=place_from(request),
        owner_id=request.actor.id if which == "mine" else owner_id,
        is_closed=which == "closed",
    )
    context = {
        "page": page,
        "rows": presenters.case_rows(page.rows, is_closed=which == "closed"),
        "which": "owner" if owner_id and which == "open" else which,
        "owner": page.rows[0].heading.owner if owner_id and page.rows else "",
        "units": queries.unit_names(viewer=request.actor),
        "today": request.ctx.today,
        "may_open": request.actor.holds_anywhere(OPEN),
    }
    return render(request, "cases/list.html", context)


def _id(text: str) -> UUID | None:
    """An id from an address; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None
