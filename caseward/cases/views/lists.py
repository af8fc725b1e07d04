"""My work, the unit's cases, and the team."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from caseward.cases import presenters, queries
from caseward.obligations.queries import counts
from caseward.ui.pages import number_from
from caseward.ui.requests import Signed


@require_safe
def work(request: Signed) -> HttpResponse:
    """Everything I owe, by when it is due."""
    group = presenters.group_asked(request.GET.get("due", ""))
    page = queries.my_work(
        viewer=request.actor, now=request.ctx.now, group=group, number=number_from(request)
    )
    context = presenters.work(
        page,
        counted=counts(viewer=request.actor, now=request.ctx.now),
        offers=queries.my_offers(viewer=request.actor),
        asked=group,
    )
    return render(request, "cases/work.html", context | {"today": request.ctx.today})


@require_safe
def case_list(request: Signed) -> HttpResponse:
    """The cases of my units: mine, all open ones, or closed ones."""
    which = request.GET.get("which", "open")
    page = queries.cases(
        viewer=request.actor,
        now=request.ctx.now,
        number=number_from(request),
        is_mine=which == "mine",
        is_closed=which == "closed",
    )
    units = queries.unit_names(viewer=request.actor)
    return render(request, "cases/list.html", {"page": page, "which": which, "units": units})


@require_safe
def team(request: Signed) -> HttpResponse:
    """Who in my unit owns how much, and what is late."""
    loads = queries.team(viewer=request.actor)
    page = queries.cases(viewer=request.actor, now=request.ctx.now, number=number_from(request))
    return render(
        request, "cases/team.html", {"chart": presenters.load_chart(loads), "page": page, "loads": loads}
    )
