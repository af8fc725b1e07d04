"""What allauth asks of us: who may try, what is recorded, and never a message by e-mail."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from caseward.accounts import events
from caseward.accounts.entrance import attempts, opening
from caseward.accounts.models import User
from caseward.accounts.vocabulary import Ended
from caseward.foundation.ledger.events import Event


# allauth says what happened by the name of the letter it would send.
HAPPENED: dict[str, tuple[type[Event], str]] = {
    "mfa/email/totp_activated": (events.FactorAdded, "totp"),
    "mfa/email/totp_deactivated": (events.FactorRemoved, "totp"),
    "mfa/email/webauthn_added": (events.FactorAdded, "webauthn"),
    "mfa/email/webauthn_removed": (events.FactorRemoved, "webauthn"),
    "mfa/email/recovery_codes_generated": (events.FactorAdded, "recovery_codes"),
}


class Adapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Sign-in by user name; accounts are opened by administrators only."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": _("The user name or the password is not right."),
        "too_many_login_attempts": _("Too many wrong passwords or codes. Wait a minute, then try again."),
        "incorrect_password": _("The password is not right."),
        "incorrect_code": _("The code is not right. Enter the one that is shown now."),
        "rate_limited": _("Too many wrong codes. Wait ten minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  nobody opens his own account
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401, ARG002
        self._attempt = attempts.begin(credentials.get("username", ""))
        if self._attempt.wait:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        """Called by allauth when the password was right."""
        attempts.forgive(self._attempt)

    def authentication_failed(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401, ARG002
        known = User.objects.filter(username=credentials.get("username", "").lower())
        user_id = known.values_list("pk", flat=True).first()
        opening.tell(None, events.SignInFailed(user_id=user_id, stage="password"))

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        opening.enter(request, user)

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:  # noqa: ANN401
        """To the page that was asked for, unless something comes first."""
        answer: HttpResponse = super().post_login(request, user, **kwargs)
        return redirect(opening.way_on(request)) if opening.first_of(request) else answer

    def logout(self, request: HttpRequest) -> None:
        opening.leave(request, how=Ended.SIGNED_OUT)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:  # noqa: ANN401
        """Who signed in a moment ago to add a first factor has just proved who he is."""
        if opening.first_of(context.request):
            return False
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def send_notification_mail(self, template_prefix: str, user: User, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401, ARG002
        """The ledger is told; nobody is written to."""
        if template_prefix in HAPPENED:
            event, factor = HAPPENED[template_prefix]
            opening.tell(user, event(user_id=user.pk, factor=factor))  # type: ignore[call-arg]  # both say which

    def add_message(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        """Our pages say what they did."""

    def respond_user_inactive(self, request: HttpRequest, user: User) -> Any:  # noqa: ANN401
        """Never reached: an account that is shut is refused like a wrong password."""
        raise AssertionError(request.path, user.pk)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:  # noqa: ARG002
        return reverse("accounts:mine")
