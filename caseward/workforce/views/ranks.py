"""Which rank somebody holds, for administrators."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from caseward.accounts import queries as account_queries
from caseward.ui.requests import Signed
from caseward.workforce import commands, forms, presenters, queries


def rank_new(request: Signed, user_id: UUID) -> HttpResponse:
    """Record a rank."""
    account = account_queries.account(viewer=request.actor, user_id=user_id)
    form = forms.RecordRank.of(request, ranks=presenters.rank_choices(request.ctx.today))
    if form.submitted() and form.carries_out(commands.record_rank, request.ctx, user_id=user_id):
        return redirect("workforce:person", user_id)
    return render(request, "workforce/rank.html", {"form": form, "account": account}, status=form.status)


def rank_end(request: Signed, held_rank_id: UUID) -> HttpResponse:
    """End a rank."""
    held = queries.held_rank(viewer=request.actor, held_rank_id=held_rank_id, today=request.ctx.today)
    form = forms.Because.of(request, version=held.version)
    if form.submitted() and form.carries_out(commands.end_rank, request.ctx, held_rank_id=held_rank_id):
        return redirect("workforce:person", held.user_id)
    return render(request, "workforce/rank_end.html", {"form": form, "held": held}, status=form.status)
