"""Two records side by side, and the one question that they leave."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from caseward.nominals import commands, forms, presenters, queries
from caseward.nominals.vocabulary import Ask, NominalId, Said
from caseward.ui.requests import Signed


VERBS: dict[Ask, dict[str, Callable[..., Any]]] = {
    Ask.JUDGE: {
        Said.SAME: commands.propose_link,
        Said.NOT_SAME: commands.tell_apart,
        Said.CANNOT_TELL: commands.cannot_tell,
    },
    Ask.CONFIRM: {"yes": commands.confirm_link, "no": commands.refuse_link},
    Ask.END: {"": commands.unlink},
    Ask.CONFIRM_END: {"yes": commands.unlink, "no": commands.refuse_link},
    Ask.WITHDRAW: {"": commands.withdraw_apart},
}


@require_http_methods(["GET", "POST"])
def two(request: Signed, nominal_id: UUID, other_id: UUID) -> HttpResponse:
    """The evidence, what was said, and the question that is left for this viewer."""
    ids = (NominalId(nominal_id), NominalId(other_id))
    ask, link_id = queries.asked_of(viewer=request.actor, nominal_ids=ids)
    form = forms.ANSWERS.get(ask, forms.Because).of(request)
    is_queue = request.GET.get("from") == presenters.QUEUE
    if form.submitted() and _carried_out(request, form, ids, link_id):
        messages.success(request, _("Recorded. Where two people have to look, it waits for the second."))
        return _onwards(request) if is_queue else redirect("nominals:two", *ids)
    file = commands.view_two(request.ctx.to_look(), nominal_id=ids[0], other_id=ids[1])
    context = {"pair": presenters.shown(file), "form": form, "is_queue": is_queue}
    return render(request, "nominals/two.html", context, status=form.status)


@require_http_methods(["GET", "POST"])
def compare(request: Signed, nominal_id: UUID) -> HttpResponse:
    """Which record to lay beside this one: references are typed, and stand in no address."""
    known = commands.view_one(request.ctx.to_look(), nominal_id=NominalId(nominal_id))
    form = forms.Compare.of(request)
    if form.submitted():
        other = queries.by_reference(viewer=request.actor, text=form.cleaned_data["reference"])
        if other is not None and other.id != nominal_id:
            return redirect("nominals:two", nominal_id, other.id)
        form.add_error("reference", _("There is no other record of this reference that you may know of."))
    context = {"heading": known, "form": form}
    return render(request, "nominals/compare.html", context, status=form.status)


def _onwards(request: Signed) -> HttpResponse:
    """The next pair of the queue, or the queue where none waits."""
    pair = queries.first_similar(viewer=request.actor)
    return redirect(presenters.in_the_queue(*pair) if pair else "nominals:similar")


def _carried_out(
    request: Signed, form: forms.Because, ids: tuple[NominalId, NominalId], link_id: UUID | None
) -> bool:
    verb = VERBS[form.asks][form.cleaned_data.get("answer", "")]
    of = {"link_id": link_id} if link_id else {"nominal_id": ids[0], "other_id": ids[1]}
    return form.carries_out(verb, request.ctx, **of)
