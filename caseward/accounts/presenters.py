"""What happened at the door, in sentences."""

from django.utils.translation import gettext_lazy as _

from caseward.accounts.vocabulary import Ended


EVENTS = {
    "account.signed-in": _("Signed in"),
    "account.sign-in-failed": _("A sign-in was refused"),
    "account.session-ended": _("A session ended"),
    "account.sessions-ended": _("Every session ended"),
    "account.reauthenticated": _("Proved again who they are"),
    "account.factor-added": _("Added a second factor"),
    "account.factor-removed": _("A second factor was removed"),
    "account.password-changed": _("Chose a new password"),
    "account.opened": _("Opened an account"),
    "account.invited": _("Gave out a one-time password"),
    "account.disabled": _("Disabled an account"),
    "account.enabled": _("Enabled an account"),
}

# Why somebody finds himself at the sign-in page; the rest need no explanation.
WHY_OUT = {
    Ended.IDLE: _("You were signed out because nothing happened for 30 minutes."),
    Ended.ABSOLUTE: _("You were signed out because you had been signed in for 12 hours."),
    Ended.CLOCK: _("You were signed out because the clock of this system was changed."),
    Ended.REPLACED: _("You were signed out because this session was renewed in another window."),
    Ended.EVERYWHERE: _("You were signed out because you signed out everywhere."),
    Ended.DISABLED: _("You were signed out."),
    Ended.INVITED: _("You were signed out because an administrator gave you a new one-time password."),
    Ended.FACTORS: _("You were signed out because an administrator removed your second factors."),
    Ended.PASSWORD: _("You were signed out because your password was changed."),
    Ended.ACCESS: _("You were signed out because your access has ended."),
    Ended.SIGNED_OUT: _("You were signed out in another window."),
}

FACTORS = {
    "totp": _("Authenticator app"),
    "webauthn": _("Security key"),
    "recovery_codes": _("Recovery codes"),
}


def why_out(code: str) -> str:
    """The sentence for a code, empty for none."""
    return str(WHY_OUT[Ended(code)]) if code in set(Ended) else ""
