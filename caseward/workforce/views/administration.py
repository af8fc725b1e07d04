"""The administration area, and the people of a supervisor's unit; no page here shows what any record says."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from caseward.accounts import commands as account_commands
from caseward.accounts import queries as account_queries
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.kernel.decisions import Decision, Refused
from caseward.organisations import queries as organisation_queries
from caseward.ui import pages
from caseward.ui.requests import Signed
from caseward.workforce import commands, forms, policies, presenters, queries


def people(request: Signed) -> HttpResponse:
    """Everybody with an account; found by words that are sent, never by an address."""
    form = forms.Search(request.POST or None)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    place = pages.place_from(request)
    found = queries.people(viewer=request.actor, now=request.ctx.now, words=words, place=place)
    context = {
        "form": form,
        "page": found.showing(presenters.listed(row, now=request.ctx.now) for row in found.rows),
        "words": words,
        "attacked": account_queries.accounts_under_attack(viewer=request.actor, now=request.ctx.now),
    }
    return render(request, "workforce/people.html", context)


def person(request: Signed, user_id: UUID) -> HttpResponse:
    """One account with its postings, rank, vetting and training."""
    account = account_queries.account(viewer=request.actor, user_id=user_id)
    context = {
        "account": account,
        "is_self": user_id == request.actor.id,
        "rows": presenters.account_rows(account),
        "states": presenters.states(account, now=request.ctx.now),
        "file": queries.staff_file(viewer=request.actor, user_id=user_id, now=request.ctx.now),
        "ranks": queries.ranks_of(viewer=request.actor, user_id=user_id, today=request.ctx.today),
    }
    return render(request, "workforce/person.html", context)


def account_new(request: Signed) -> HttpResponse:
    """Open an account; the one-time password is shown once, on the answer itself."""
    _only(policies.may_post(request.actor))
    form = forms.CreateAccount.of(request)
    if form.submitted() and form.carries_out(account_commands.create_account, request.ctx):
        return _invited(request, form.result)
    return render(request, "workforce/account_new.html", {"form": form}, status=form.status)


def account_invite(request: Signed, user_id: UUID) -> HttpResponse:
    """Give out a new one-time password."""
    account = account_queries.account(viewer=request.actor, user_id=user_id)
    form = forms.Button.of(request, version=account.version)
    if form.submitted() and form.carries_out(account_commands.invite_again, request.ctx, user_id=user_id):
        return _invited(request, user_id)
    return render(request, "workforce/invite.html", {"form": form, "account": account}, status=form.status)


def account_disable(request: Signed, user_id: UUID) -> HttpResponse:
    """Shut an account."""
    account = account_queries.account(viewer=request.actor, user_id=user_id)
    form = forms.Because.of(request, version=account.version)
    if form.submitted() and form.carries_out(account_commands.disable_account, request.ctx, user_id=user_id):
        return redirect("workforce:person", user_id)
    return render(request, "workforce/disable.html", {"form": form, "account": account}, status=form.status)


def account_enable(request: Signed, user_id: UUID) -> HttpResponse:
    """Open a shut account again."""
    account = account_queries.account(viewer=request.actor, user_id=user_id)
    form = forms.Button.of(request, version=account.version)
    if form.submitted() and form.carries_out(account_commands.enable_account, request.ctx, user_id=user_id):
        return redirect("workforce:person", user_id)
    return render(request, "workforce/enable.html", {"form": form, "account": account}, status=form.status)


def factors_remove(request: Signed, user_id: UUID) -> HttpResponse:
    """Take away second factors that were lost."""
    account = account_queries.account(viewer=request.actor, user_id=user_id)
    form = forms.Button.of(request, version=account.version)
    if form.submitted() and form.carries_out(
        account_commands.remove_second_factors, request.ctx, user_id=user_id
    ):
        return redirect("workforce:person", user_id)
    return render(request, "workforce/factors.html", {"form": form, "account": account}, status=form.status)


def posting_new(request: Signed, user_id: UUID) -> HttpResponse:
    """Post a person to a unit."""
    account = account_queries.account(viewer=request.actor, user_id=user_id)
    units = presenters.unit_choices(organisation_queries.units(viewer=request.actor))
    form = forms.PostPerson.of(request, units=units, roles=presenters.role_choices())
    if form.submitted() and form.carries_out(commands.post_person, request.ctx, user_id=user_id):
        return redirect("workforce:person", user_id)
    return render(request, "workforce/post.html", {"form": form, "account": account}, status=form.status)


def posting_end(request: Signed, posting_id: UUID) -> HttpResponse:
    """End a posting."""
    posting = queries.posting(viewer=request.actor, posting_id=posting_id, now=request.ctx.now)
    form = forms.EndPosting.of(request, version=posting.version)
    if form.submitted() and form.carries_out(commands.end_posting, request.ctx, posting_id=posting_id):
        return redirect("workforce:person", posting.user_id)
    return render(
        request, "workforce/posting_end.html", {"form": form, "posting": posting}, status=form.status
    )


def posting_confirm(request: Signed, posting_id: UUID) -> HttpResponse:
    """Say that a posting is still needed."""
    posting = queries.posting(viewer=request.actor, posting_id=posting_id, now=request.ctx.now)
    form = forms.Button.of(request, version=posting.version)
    if form.submitted() and form.carries_out(commands.confirm_posting, request.ctx, posting_id=posting_id):
        return redirect("workforce:person", posting.user_id)
    return render(
        request, "workforce/posting_confirm.html", {"form": form, "posting": posting}, status=form.status
    )


def clearance_new(request: Signed, user_id: UUID) -> HttpResponse:
    """Record vetting."""
    account = account_queries.account(viewer=request.actor, user_id=user_id)
    form = forms.RecordClearance.of(request)
    if form.submitted() and form.carries_out(commands.record_clearance, request.ctx, user_id=user_id):
        return redirect("workforce:person", user_id)
    return render(request, "workforce/clearance.html", {"form": form, "account": account}, status=form.status)


def clearance_withdraw(request: Signed, clearance_id: UUID) -> HttpResponse:
    """Withdraw vetting."""
    clearance = queries.clearance(viewer=request.actor, clearance_id=clearance_id, now=request.ctx.now)
    form = forms.Because.of(request, version=clearance.version)
    if form.submitted() and form.carries_out(
        commands.withdraw_clearance, request.ctx, clearance_id=clearance_id
    ):
        return redirect("workforce:person", clearance.user_id)
    return render(
        request, "workforce/withdraw.html", {"form": form, "clearance": clearance}, status=form.status
    )


def training_new(request: Signed, user_id: UUID) -> HttpResponse:
    """Record a course."""
    account = account_queries.account(viewer=request.actor, user_id=user_id)
    form = forms.RecordTraining.of(request)
    if form.submitted() and form.carries_out(commands.record_training, request.ctx, user_id=user_id):
        return redirect("workforce:person", user_id)
    return render(request, "workforce/training.html", {"form": form, "account": account}, status=form.status)


def unit_people(request: Signed, unit_id: UUID) -> HttpResponse:
    """Who is posted to a unit, for administrators."""
    posted = queries.postings_in(viewer=request.actor, unit_id=unit_id, now=request.ctx.now)
    unit = organisation_queries.unit(viewer=request.actor, unit_id=unit_id)
    return render(request, "workforce/unit.html", {"unit": unit, "posted": posted})


def my_unit(request: Signed) -> HttpResponse:
    """Who may know the records of the viewer's units, why and until when, for supervisors."""
    units = queries.supervised(viewer=request.actor)
    people = [(unit, queries.people_of_unit(viewer=request.actor, unit_id=unit.id)) for unit in units]
    return render(request, "workforce/my_unit.html", {"units": people, "today": request.ctx.today})


def colleague(request: Signed, user_id: UUID) -> HttpResponse:
    """Where what is owed of a colleague's vetting leads: who records it to his file, who leads him to the board."""
    if policies.may_post(request.actor):
        return redirect("workforce:person", user_id)
    if not queries.leads(user_id):
        raise NotVisible
    return redirect(reverse("cases:exceptions") + "?part=qualified")


def _invited(request: Signed, user_id: UUID) -> HttpResponse:
    """The only page that ever shows a one-time password; sent again, it shows the same."""
    context = {
        "account": account_queries.account(viewer=request.actor, user_id=user_id),
        "one_time_password": account_commands.one_time_password(request.ctx),
    }
    return render(request, "workforce/invited.html", context)


def _only(decision: Decision) -> None:
    if isinstance(decision, Refused):
        raise NotPermitted(decision)
