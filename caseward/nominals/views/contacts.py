"""Every contact with a person together."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.nominals import commands, forms, queries
from caseward.nominals.vocabulary import NominalId
from caseward.ui.requests import Signed


@require_http_methods(["GET", "POST"])
def contacts(request: Signed, nominal_id: UUID) -> HttpResponse:
    """The contacts of a year, whoever had them, and the review that is owed."""
    form = forms.ReviewContacts.of(request)
    if form.submitted() and form.carries_out(commands.review_contacts, request.ctx, nominal_id=nominal_id):
        messages.success(request, _("The review is on record."))
        return redirect("nominals:contacts", nominal_id)
    person, made, is_owed = commands.view_contacts(request.ctx.to_look(), nominal_id=NominalId(nominal_id))
    may = is_owed and bool(request.actor.holds("referral.decide", person.compartment_id))
    page = {
        "heading": person,
        "made": made,
        "is_owed": is_owed,
        "pointers": queries.pointers_of(viewer=request.actor, nominal_id=nominal_id),
        "form": form,
        "may_review": may or form.errors,
    }
    return render(request, "nominals/contacts.html", page, status=form.status)
