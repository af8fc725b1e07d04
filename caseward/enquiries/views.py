"""Asking without an account, and the pages of a unit's enquiries."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from caseward.enquiries import commands, forms, presenters, queries
from caseward.enquiries.queries import EnquiryFile
from caseward.enquiries.vocabulary import EnquiryId
from caseward.foundation.access import actors
from caseward.obligations import queries as obligations
from caseward.ui import pages
from caseward.ui.letterboxes import Letterbox
from caseward.ui.requests import Signed


LETTERBOX = Letterbox(app="enquiries", page="enquire", salt="caseward.enquiries.receipt")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def enquire(request: Signed) -> HttpResponse:
    """Anybody asks, without a name."""
    form = forms.Ask.of(request, units=queries.units_asked(viewer=actors.PUBLIC))
    return LETTERBOX.posted(request, form, command=commands.post_enquiry, id_name="enquiry_id")


@login_not_required
@never_cache
@require_safe
def receipt(request: Signed) -> HttpResponse:
    """The reference and when it came."""
    return LETTERBOX.receipted(request)


@require_safe
def queue(request: Signed) -> HttpResponse:
    """What my unit was asked: still open, or on the second tab ended."""
    is_closed = request.GET.get("show") == "ended"
    found = queries.waiting(
        viewer=request.actor, now=request.ctx.now, place=pages.place_from(request), is_closed=is_closed
    )
    may_take = request.actor.holds_anywhere("enquiry.take")
    page = {"found": found, "is_closed": is_closed, "may_take": may_take}
    return render(request, "enquiries/queue.html", page)


@require_http_methods(["GET", "POST"])
def take(request: Signed) -> HttpResponse:
    """Write down what a caller asks."""
    form = forms.Ask.of(request, units=queries.places_to_take(viewer=request.actor))
    if form.submitted() and form.carries_out(commands.take_enquiry, request.ctx):
        messages.success(request, _("The enquiry is taken. Its clock is running."))
        return redirect("enquiries:file", form.result)
    return render(request, "enquiries/take.html", {"form": form}, status=form.status)


@require_safe
def file(request: Signed, enquiry_id: UUID) -> HttpResponse:
    """One enquiry with its answers."""
    found = _opened(request, enquiry_id)
    owed = obligations.of_record(viewer=request.actor, about_id=enquiry_id, now=request.ctx.now)
    page = _page(request, found, forms.TakeOn(version=found.enquiry.version))
    return render(request, "enquiries/file.html", {**page, "owed": [one.line for one in owed]})


@require_POST
def take_on(request: Signed, enquiry_id: UUID) -> HttpResponse:
    """It is mine to answer."""
    form = forms.TakeOn.of(request)
    if form.submitted() and form.carries_out(commands.take_on_enquiry, request.ctx, enquiry_id=enquiry_id):
        messages.success(request, _("The enquiry is yours to answer."))
        return redirect("enquiries:file", enquiry_id)
    page = _page(request, _opened(request, enquiry_id), form)
    return render(request, "enquiries/file.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
def answer(request: Signed, enquiry_id: UUID) -> HttpResponse:
    """Which advice was given."""
    found = _opened(request, enquiry_id)
    form = forms.Answer.of(
        request, version=found.enquiry.version, products=queries.products(on=request.ctx.today)
    )
    if form.submitted() and form.carries_out(commands.answer_enquiry, request.ctx, enquiry_id=enquiry_id):
        messages.success(request, _("The answer is on record with its edition."))
        return redirect("enquiries:file", enquiry_id)
    page = _page(request, found, form)
    return render(request, "enquiries/answer.html", page, status=form.status)


@require_http_methods(["GET", "POST"])
def open_case(request: Signed, enquiry_id: UUID) -> HttpResponse:
    """A case about whom the enquiry did not name."""
    found = _opened(request, enquiry_id)
    form = forms.OpenAfter.of(request, version=found.enquiry.version)
    if form.submitted() and form.carries_out(commands.open_case_after, request.ctx, enquiry_id=enquiry_id):
        messages.success(request, _("The case is open, and it is yours"))
        return redirect("cases:file", form.result)
    return render(request, "enquiries/case.html", _page(request, found, form), status=form.status)


@require_http_methods(["GET", "POST"])
def close(request: Signed, enquiry_id: UUID) -> HttpResponse:
    """How and why it ended."""
    found = _opened(request, enquiry_id)
    form = forms.Close.of(request, version=found.enquiry.version)
    if form.submitted() and form.carries_out(commands.close_enquiry, request.ctx, enquiry_id=enquiry_id):
        messages.success(request, _("The enquiry has ended, and how to reach whoever asked is erased."))
        return redirect("enquiries:file", enquiry_id)
    return render(request, "enquiries/close.html", _page(request, found, form), status=form.status)


def _opened(request: Signed, enquiry_id: UUID) -> EnquiryFile:
    return commands.view_enquiry(request.ctx.to_look(), enquiry_id=EnquiryId(enquiry_id))


def _page(request: Signed, found: EnquiryFile, form: Any) -> dict[str, Any]:  # noqa: ANN401  any form of these pages
    return {**presenters.head_of(found, actor=request.actor), "form": form}
