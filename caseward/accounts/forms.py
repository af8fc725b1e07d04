"""The questions of the door, in GOV.UK markup; what allauth's own forms do with the answers stays theirs."""

from typing import Any

from allauth.account.forms import LoginForm, ReauthenticateForm
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms as django_forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from caseward.accounts import events
from caseward.accounts.entrance import factors, opening
from caseward.ui import forms
from caseward.ui.forms.bound import Bound
from caseward.ui.forms.fields import Kit


LONGEST_PASSWORD = 256


class Unshown(Bound):
    """What was typed is not shown again."""

    @property
    def said_value(self) -> str:
        """Nothing."""
        return ""


class Password(forms.Text):
    """A password: blanks count, and a page never repeats it."""

    kind = "password"

    def __init__(self, label: Any, *, autocomplete: str = "current-password", **rest: Any) -> None:  # noqa: ANN401
        super().__init__(
            label, autocomplete=autocomplete, max_length=LONGEST_PASSWORD, strip=False, width="20", **rest
        )

    def get_bound_field(self, form: django_forms.BaseForm, field_name: str) -> Bound:
        """Django asks for it."""
        return Unshown(form, self, field_name)


class Proof(Kit, django_forms.JSONField):
    """What a security key answers; a script fills it in."""

    template = "concealed"
    widget = django_forms.HiddenInput

    def __init__(self) -> None:
        super().__init__("", required_message=_("Use your security key."))
        self.error_messages["invalid"] = _("The answer of the security key could not be read. Try again.")

    def get_bound_field(self, form: django_forms.BaseForm, field_name: str) -> Bound:
        """Django asks for it."""
        return Unshown(form, self, field_name)


class DoorForm(forms.Form):
    """Nothing typed at the door is kept as a draft."""

    keeps_draft = False


def code_field() -> forms.Text:
    """Six digits of an app, or eight of a recovery code."""
    return _Code(
        _("Code"),
        hint=_("Six digits from your authenticator app, or one of your recovery codes"),
        width="10",
        autocomplete="one-time-code",
        max_length=20,
        required_message=_("Enter the code."),
    )


class _Code(forms.Text):
    inputmode = "numeric"

    def get_bound_field(self, form: django_forms.BaseForm, field_name: str) -> Bound:
        return Unshown(form, self, field_name)


class SignIn(DoorForm, LoginForm):  # type: ignore[misc]  # allauth has no types
    """User name and password."""

    password = Password(_("Password"), required_message=_("Enter your password."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.fields["login"] = forms.Text(
            _("User name"),
            autocomplete="username",
            width="20",
            max_length=150,
            required_message=_("Enter your user name."),
        )
        self.order_fields(["login", "password"])

    def clean(self) -> Any:  # noqa: ANN401
        """Allauth's, which asks for the person."""
        return LoginForm.clean(self)


class ConfirmPassword(DoorForm, ReauthenticateForm):  # type: ignore[misc]
    """The password once more, before something sensitive."""

    password = Password(_("Your password"), required_message=_("Enter your password."))


class CodeOnce:
    """A code opens the door once, however long it lives."""

    def clean_code(self) -> str:
        """Refuse a code that was used before; tell the ledger of a wrong one."""
        code: str = super().clean_code()  # type: ignore[misc]  # allauth's forms have it
        if not factors.use_once(self.user, code):  # type: ignore[attr-defined]
            self._emit_authentication_failed(None)
            raise factors.Adapter().validation_error("incorrect_code")
        return code

    def _emit_authentication_failed(self, _authenticator: Authenticator | None) -> None:
        user_id = self.user.pk  # type: ignore[attr-defined]
        opening.tell(None, events.SignInFailed(user_id=user_id, stage="second-factor"))


class Code(CodeOnce, DoorForm, AuthenticateForm):  # type: ignore[misc]
    """The second factor at sign-in."""

    code = code_field()


class ConfirmCode(CodeOnce, DoorForm, ReauthenticateByCodeForm):  # type: ignore[misc]
    """A code, before something sensitive."""

    code = code_field()


class KeyTold:
    """The ledger is told of a security key that did not fit."""

    def clean_credential(self) -> Any:  # noqa: ANN401
        """Allauth asks the key's signature."""
        try:
            return super().clean_credential()  # type: ignore[misc]  # allauth's forms have it
        except ValidationError:
            user_id = self.user.pk  # type: ignore[attr-defined]
            opening.tell(None, events.SignInFailed(user_id=user_id, stage="security-key"))
            raise


class Key(KeyTold, DoorForm, AuthenticateWebAuthnForm):  # type: ignore[misc]
    """A security key at sign-in."""

    credential = Proof()


class ConfirmKey(KeyTold, DoorForm, ReauthenticateWebAuthnForm):  # type: ignore[misc]
    """A security key, before something sensitive."""

    credential = Proof()


class ActivateApp(DoorForm, ActivateTOTPForm):  # type: ignore[misc]
    """The first code of a new authenticator app."""

    code = _Code(
        _("Code"),
        hint=_("The six digits that the app shows now"),
        width="10",
        autocomplete="one-time-code",
        max_length=20,
        required_message=_("Enter the code that the app shows."),
    )

    def clean_code(self) -> str:
        """The code that proves the app is spent, too."""
        code: str = super().clean_code()
        factors.use_once(self.user, code)
        return code


class AddKey(DoorForm, AddWebAuthnForm):  # type: ignore[misc]
    """A new security key and what its owner calls it."""

    name = forms.Text(
        _("Name of the key"), hint=_("So that you know it again, like “blue key”"), width="20", required=False
    )
    credential = Proof()


class FirstPassword(DoorForm):
    """A password of one's own, instead of the one-time password."""

    new_password = Password(
        _("New password"),
        hint=_(
            "At least 12 characters. Three or four words that belong together only for you make a good one."
        ),
        autocomplete="new-password",
        required_message=_("Choose a password."),
    )
    new_password_again = Password(
        _("The same again"),
        autocomplete="new-password",
        required_message=_("Type the password a second time."),
    )

    def clean(self) -> dict[str, Any]:
        """Typed twice alike."""
        super().clean()
        typed = [self.cleaned_data.get(name) for name in ("new_password", "new_password_again")]
        if all(typed) and typed[0] != typed[1]:
            self.add_error("new_password_again", _("The two passwords are not the same. Type both again."))
        return self.cleaned_data

    def arguments(self) -> dict[str, Any]:
        """Once is enough for the command."""
        return {name: value for name, value in super().arguments().items() if name != "new_password_again"}


class EndSession(DoorForm):
    """A button."""


class ChangePassword(FirstPassword):
    """A new password, by somebody who knows the present one."""

    present_password = Password(_("Present password"), required_message=_("Enter your present password."))
    field_order = ["present_password", "new_password", "new_password_again"]
