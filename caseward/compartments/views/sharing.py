"""Parts of a case: for whom each is, who reads them from outside, and what such a reader sees."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from caseward.cases.vocabulary import CaseId
from caseward.compartments import commands, forms, policies, queries
from caseward.compartments.views.asking import asked, case_of, only_if
from caseward.foundation.commands.errors import NotVisible
from caseward.foundation.storage.responses import attachment
from caseward.kernel.clocks.moments import months_after
from caseward.ui.requests import Signed


@require_safe
def parts(request: Signed, case_id: UUID) -> HttpResponse:
    """Every part of a case, for whom it is, and who reads from outside."""
    shared = case_of(request, case_id)
    page = {
        "shared": shared,
        "parts": queries.parts(viewer=request.actor, case_id=case_id),
        "readers": queries.readers(viewer=request.actor, case_id=case_id, now=request.ctx.now),
        "may_mark": bool(policies.may_mark(request.actor, shared.compartment_id)),
        "may_share": bool(policies.may_grant(request.actor, shared.compartments)),
    }
    return render(request, "compartments/parts.html", page)


@require_http_methods(["GET", "POST"])
def share(request: Signed, case_id: UUID) -> HttpResponse:
    """Let somebody outside the police read parts of the case."""
    shared = case_of(request, case_id)
    only_if(policies.may_grant(request.actor, shared.compartments))
    months = policies.rules_at(request.ctx.now).usual_months
    form = forms.Share.of(request, initial={"ends_on": months_after(request.ctx.today, months=months)})
    if form.submitted() and form.carries_out(commands.share_part, request.ctx, case_id=case_id):
        messages.success(request, _("They read what is for them, and nothing else of the case"))
        return redirect("compartments:parts", case_id)
    says = (_("They read the parts of this one case that are for them, and learn of nothing else."),)
    title, button = _("Let somebody outside the police read parts"), _("Let them read")
    return asked(request, shared, form, title=title, button=button, says=says)


@require_http_methods(["GET", "POST"])
def end(request: Signed, case_id: UUID, part_id: UUID) -> HttpResponse:
    """End somebody's reading."""
    shared = case_of(request, case_id)
    only_if(policies.may_grant(request.actor, shared.compartments))
    all_of_them = queries.readers(viewer=request.actor, case_id=case_id, now=request.ctx.now)
    found = next((one for one in all_of_them if one.id == part_id), None)
    if found is None:
        raise NotVisible
    form = forms.Because.of(request, version=found.version)
    if form.submitted() and form.carries_out(commands.end_part, request.ctx, part_id=part_id):
        messages.success(request, _("Ended"))
        return redirect("compartments:parts", case_id)
    title = _("End what %(name)s reads of this case") % {"name": found.name}
    return asked(request, shared, form, title=title, button=_("End it now"), warns=True)


@require_http_methods(["GET", "POST"])
def mark(request: Signed, case_id: UUID, record_id: UUID) -> HttpResponse:
    """Say for whom a part is."""
    shared = case_of(request, case_id)
    only_if(policies.may_mark(request.actor, shared.compartment_id))
    all_of_them = queries.parts(viewer=request.actor, case_id=case_id)
    part = next((one for one in all_of_them if one.id == record_id), None)
    if part is None:
        raise NotVisible
    form = forms.Mark.of(request, initial={"audience": part.audience.value})
    ids = {"case_id": case_id, "record_id": record_id}
    if form.submitted() and form.carries_out(commands.mark_section, request.ctx, **ids):
        messages.success(request, _("Marked"))
        return redirect("compartments:parts", case_id)
    title, says = _("For whom is this part?"), (f"{part.kind_label}: {part.words}",)
    return asked(request, shared, form, title=title, button=_("Mark it"), says=says)


@require_safe
def shared_with_me(request: Signed) -> HttpResponse:
    """The cases of which somebody reads parts."""
    page = {"cases": queries.shared_with_me(viewer=request.actor)}
    return render(request, "compartments/shared.html", page)


@require_safe
def shared_case(request: Signed, case_id: UUID) -> HttpResponse:
    """What of one case is for its reader."""
    found = commands.view_part(request.ctx.to_look(), case_id=CaseId(case_id))
    mine = {one.id: one for one in queries.shared_with_me(viewer=request.actor)}
    return render(request, "compartments/shared_case.html", {"case": mine[case_id], "parts": found})


@require_safe
def shared_file(request: Signed, case_id: UUID, file_id: UUID) -> StreamingHttpResponse:
    """A file that is for its reader, to be saved."""
    return attachment(commands.view_part_file(request.ctx, case_id=CaseId(case_id), file_id=file_id))
