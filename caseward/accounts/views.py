"""The door, and what people do with their own accounts."""

import json
from typing import Any
from uuid import UUID

from allauth.account import views as account_views
from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core import ratelimit
from allauth.mfa.adapter import get_adapter as get_factors_adapter
from allauth.mfa.base import views as factor_views
from allauth.mfa.recovery_codes import views as code_views
from allauth.mfa.totp import views as app_views
from allauth.mfa.webauthn import views as key_views
from django.contrib.auth.decorators import login_not_required
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.views.decorators.http import require_POST

from caseward.accounts import commands, events, forms, presenters, queries
from caseward.accounts.entrance import opening
from caseward.accounts.vocabulary import Ended, First
from caseward.foundation.commands.errors import NotPermitted
from caseward.foundation.database import reading
from caseward.kernel.decisions import Refused
from caseward.kernel.wording import gettext_noop
from caseward.ui.requests import Signed


PUBLIC_FRAME = "ui/base_public.html"
KEY_OPTIONS = ("creation_options", "request_options")


class Framed:
    """Who has something to do first sees no bar; what a security key is asked travels in an attribute."""

    request: HttpRequest

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        """Adds the frame, what comes first, and the question to the key."""
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]  # allauth's views have it
        first = opening.first_of(self.request)
        asked = context.get("js_data", {})
        options = next((asked[name] for name in KEY_OPTIONS if name in asked), None)
        context |= {"first": first, "key_options": json.dumps(options, cls=DjangoJSONEncoder)}
        return context | ({"frame": PUBLIC_FRAME} if first else {})


class Rotating(Framed):
    """Who proves again who he is goes on under a new session id."""

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401
        """Renew the session, then do what was asked for."""
        opening.renew(self.request)
        opening.tell(self.request.user, events.Reauthenticated(user_id=self.request.user.pk))  # type: ignore[arg-type]
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        return answer


class Completing(Framed):
    """A first second factor opens the session that waited for it."""

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401
        """Add the factor; if it was awaited, come in under a new session id."""
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        if opening.first_of(self.request):
            record_authentication(
                self.request, self.request.user, "mfa", type="enrolled", reauthenticated=True
            )
            opening.renew(self.request)
            opening.proceed(self.request, self.request.user)  # type: ignore[arg-type]
        return answer


class SignIn(account_views.LoginView):  # type: ignore[misc]  # allauth has no types
    """User name and password."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401
        """Adds why somebody is here who did not sign out."""
        why = presenters.why_out(self.request.session.get(opening.WHY_OUT, ""))
        return {**super().get_context_data(**kwargs), "why_out": why, "frame": PUBLIC_FRAME}


class SignInCode(Framed, factor_views.AuthenticateView):  # type: ignore[misc]
    """The second factor."""

    def get_webauthn_form_class(self) -> type[forms.Key]:
        return forms.Key


class ConfirmPassword(Rotating, account_views.ReauthenticateView):  # type: ignore[misc]
    """The password once more."""


class ConfirmCode(Rotating, factor_views.ReauthenticateView):  # type: ignore[misc]
    """A code once more."""


class ConfirmKey(Rotating, key_views.ReauthenticateWebAuthnView):  # type: ignore[misc]
    """The security key once more."""

    def get_form_class(self) -> type[forms.ConfirmKey]:
        return forms.ConfirmKey


class Factors(Framed, factor_views.IndexView):  # type: ignore[misc]
    """One's second factors."""


class AddApp(Completing, app_views.ActivateTOTPView):  # type: ignore[misc]
    """A new authenticator app."""


class RemoveApp(Framed, app_views.DeactivateTOTPView):  # type: ignore[misc]
    """An authenticator app that is no longer used."""


class AddKey(Completing, key_views.AddWebAuthnView):  # type: ignore[misc]
    """A new security key."""

    def get_form_class(self) -> type[forms.AddKey]:
        return forms.AddKey


class RemoveKey(Framed, key_views.RemoveWebAuthnView):  # type: ignore[misc]
    """A security key that is no longer used."""

    success_url = reverse_lazy("mfa_index")

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401
        """Unless it is the last."""
        if not get_factors_adapter().can_delete_authenticator(self.get_object()):
            raise NotPermitted(LAST_FACTOR)
        answer: HttpResponse = super().form_valid(form)
        return answer


class Noting(Framed):
    """allauth notes that these were shown."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        """Shown outside of the reading of a page, which cannot write."""
        reading.give_up()
        answer: HttpResponse = super().dispatch(request, *args, **kwargs)  # type: ignore[misc]
        return answer


class RecoveryCodes(Noting, code_views.ViewRecoveryCodesView):  # type: ignore[misc]
    """Recovery codes, shown once."""


class NewRecoveryCodes(Framed, code_views.GenerateRecoveryCodesView):  # type: ignore[misc]
    """Ten new recovery codes instead of the old."""


LAST_FACTOR = Refused(
    code="account.last-factor",
    because=gettext_noop("This is your only second factor."),
    remedy=gettext_noop("Add another before you remove it."),
)


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session here and in the browser."""
    if request.user.is_authenticated:
        get_adapter(request).logout(request)
    response = redirect("accounts:signed-out")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


@login_not_required
def signed_out(request: HttpRequest) -> HttpResponse:
    """What somebody sees who has left."""
    return render(request, "accounts/signed_out.html", {"frame": PUBLIC_FRAME})


def mine(request: Signed) -> HttpResponse:
    """Who I am here, what I may know and why, and where I am signed in."""
    context = {
        "access": queries.my_access(viewer=request.actor),
        "sessions": [(each, forms.EndSession()) for each in queries.my_sessions(viewer=request.actor)],
        "everywhere": forms.EndSession(),
        "needs_factor": queries.needs_second_factor(viewer=request.actor),
    }
    return render(request, "accounts/mine.html", context)


def first_password(request: Signed) -> HttpResponse:
    """A password of one's own, before anything else."""
    if opening.first_of(request) != First.PASSWORD:
        return redirect(opening.way_on(request))
    # Not `of`: until the door is open the person is nobody to the forms, which would take him for somebody else.
    form = forms.FirstPassword(request.POST if request.method == "POST" else None)
    if form.submitted() and _password_changed(request, form):
        return redirect(opening.way_on(request))
    return render(
        request, "accounts/first_password.html", {"form": form, "frame": PUBLIC_FRAME}, status=form.status
    )


def first_factor(request: Signed) -> HttpResponse:
    """The choice of a second factor, before anything else."""
    if opening.first_of(request) != First.SECOND_FACTOR:
        return redirect(opening.way_on(request))
    return render(request, "accounts/first_factor.html", {"frame": PUBLIC_FRAME})


def password(request: Signed) -> HttpResponse:
    """A new password."""
    form = forms.ChangePassword.of(request)
    if not ratelimit.consume(request, action="change_password", user=request.user):
        return render(request, "429.html", status=429)
    if form.submitted() and _password_changed(request, form):
        return redirect("accounts:mine")
    return render(request, "accounts/password.html", {"form": form}, status=form.status)


@require_POST
def end_session(request: Signed, session_id: UUID) -> HttpResponse:
    """End a session on another machine."""
    commands.end_my_session(request.ctx, session_id=session_id)
    return redirect("accounts:mine")


@require_POST
def end_everywhere(request: Signed) -> HttpResponse:
    """Sign out everywhere, here included."""
    commands.end_my_sessions(request.ctx, user_id=request.actor.id)
    opening.leave(request, how=Ended.EVERYWHERE)
    return redirect("account_login")


def _password_changed(request: Signed, form: forms.FirstPassword) -> bool:
    """Change it, then come in afresh: every session of the person has just ended."""
    ctx = opening.context_of(request.user)  # type: ignore[arg-type]  # whoever is signed in
    if not form.carries_out(commands.change_password, ctx, user_id=request.user.pk):
        return False
    opening.come_in_again(request)
    return True
