"""Replacing the key by which the database knows the application."""

from io import StringIO
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import call_command

from caseward.accounts.entrance import factors
from tests import cast, roles


pytestmark = pytest.mark.django_db


def test_rotating_the_key_ends_sessions_and_keeps_second_factors(settings: Any) -> None:
    client = cast.browser("priya")
    stored = Authenticator.objects.create(
        user=cast.person("priya"),
        type="totp",
        data={"secret": factors.secrets_box().encrypt(b"JBSW").decode()},
    )
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "quite another secret, which nobody has seen before"
    said = StringIO()
    with roles.owner():
        call_command("rotate_session_key", stdout=said)
    settings.SECRET_KEY_FALLBACKS = []

    stored.refresh_from_db()
    assert factors.secrets_box().decrypt(stored.data["secret"].encode()) == b"JBSW"
    assert client.get("/account/").status_code == 302
    assert cast.browser("omar").get("/account/").status_code == 200, "sessions are minted with the new key"
    assert "1 second factors" in said.getvalue()
