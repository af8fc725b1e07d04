"""What allauth asks of us about second factors: secrets are encrypted, and the last factor stays."""

import base64
import hashlib

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.core.cache import cache
from django.utils.translation import gettext_lazy as _

from caseward.accounts.models import User


# No code lives as long as this, so a code that was used once is refused until it is dead.
USED_CODES_LAST = 120  # seconds


class Adapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Time-based codes, security keys and recovery codes."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is not right. Enter the one that is shown now."),
        "cannot_delete_authenticator": _(
            "This is your only second factor. Add another before you remove it."
        ),
    }

    def encrypt(self, text: str) -> str:
        return secrets_box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return secrets_box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Whoever needs a second factor keeps one."""
        others = Authenticator.objects.filter(user=authenticator.user_id).exclude(pk=authenticator.pk)
        others = others.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return bool(others.exists() or User.objects.get(pk=authenticator.user_id).is_demo)


def secrets_box() -> MultiFernet:
    """Locks with the present secret key; opens what an earlier one locked, too."""
    keys = [settings.SECRET_KEY, *map(str, settings.SECRET_KEY_FALLBACKS)]
    digests = [hashlib.sha256(b"second factor\0" + key.encode()).digest() for key in keys]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def use_once(user: User, code: str) -> bool:
    """Whether the code is used for the first time."""
    digest = hashlib.sha256(f"{user.pk} {code.replace(' ', '')}".encode()).hexdigest()
    return cache.add(f"accounts:used-code:{digest}", "y", timeout=USED_CODES_LAST)
