"""What somebody typed into a form: gathered without secrets, sealed for one person, opened for the same one."""

import base64
import hashlib
import json
import uuid
import zlib
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.core import signing
from django.http import QueryDict

from caseward.foundation.drafts.keeping import LARGEST


CSRF, KEY, VERSION = "csrfmiddlewaretoken", "idempotency_key", "version"
TOKEN, FORM, KEPT = "form_token", "form_name", "kept_text"
# Part of the machinery of sending, never of the text.
MACHINERY = frozenset({CSRF, TOKEN, FORM, KEPT, "save_draft", "settled_version"})
# Shown to nobody: they belong to the machinery, too, but travel with a draft.
UNSHOWN = MACHINERY | {KEY, VERSION}
# How the two texts of a conflict travel: what stands on the record, and which to keep.
THEIRS, SETTLE = "theirs-", "settle-"
SECRET_WORDS = ("password", "passphrase", "otp", "secret")

SALT = "caseward.ui.form"
TOKEN_LIVES = 7 * 24 * 3600  # seconds: a form may stand open over a week of shifts
KEPT_LIVES = 24 * 3600  # seconds: the sign-in page may stand open overnight

Fields = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class FormToken:
    """For whom and at which address a form was shown, and whether what is typed there may be kept as a draft."""

    user_id: uuid.UUID
    path: str
    keeps: bool = True

    @property
    def signed(self) -> str:
        """The token as it stands in the form."""
        return signing.dumps({"for": str(self.user_id), "at": self.path, "keeps": self.keeps}, salt=SALT)


def token_in(post: Mapping[str, object]) -> FormToken | None:
    """The token of a form that we showed within the last week; None for anything else."""
    try:
        said = signing.loads(str(post.get(TOKEN, "")), salt=SALT, max_age=TOKEN_LIVES)
    except signing.BadSignature:
        return None
    return FormToken(uuid.UUID(said["for"]), said["at"], said.get("keeps", True))


def key_in(post: Mapping[str, object]) -> uuid.UUID | None:
    """The key under which what was sent happens once; None when there is none, or none that we would have given."""
    try:
        return uuid.UUID(str(post.get(KEY, "")))
    except ValueError:
        return None


def is_form(post: QueryDict) -> bool:
    """Whether it was a form of ours that was sent, as far as it says itself."""
    return any(name in post for name in (KEY, TOKEN, FORM))


def fields_in(post: QueryDict) -> Fields:
    """Everything typed, with version and key, without secrets and without the machinery of sending."""
    return {name: post.getlist(name) for name in post if not _is_machinery(name) and not _is_secret(name)}


def shown(fields: Fields) -> list[tuple[str, str]]:
    """The typed text for reading and copying: a readable name and the words, blank answers left out."""
    pairs = ((name, "\n".join(value for value in values if value.strip())) for name, values in fields.items())
    return [(readable(name), text) for name, text in pairs if text and name not in UNSHOWN]


def query_dict(fields: Fields) -> QueryDict:
    """The fields as if they had been posted."""
    data = QueryDict(mutable=True)
    for name, values in fields.items():
        data.setlist(name, values)
    return data


def seal(fields: Fields, token: FormToken) -> str | None:
    """Encrypt the text for the person and the address of the token; None when it is longer than a form can hold."""
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return None
    said = json.dumps({"for": str(token.user_id), "at": token.path, "fields": fields})
    return _fernet().encrypt(zlib.compress(said.encode())).decode()


def open_sealed(sealed: str) -> tuple[FormToken, Fields] | None:
    """The text and for whom it is; None when it is not ours, was changed, or is more than a day old."""
    try:
        said = json.loads(zlib.decompress(_fernet().decrypt(sealed.encode(), ttl=KEPT_LIVES)))
    except InvalidToken:
        return None
    return FormToken(uuid.UUID(said["for"]), said["at"]), said["fields"]


def _fernet() -> MultiFernet:
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = (hashlib.sha256(b"typed text\0" + str(secret).encode()).digest() for secret in secrets)
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])


def _is_machinery(name: str) -> bool:
    return name in MACHINERY or name.startswith((THEIRS, SETTLE))


def _is_secret(name: str) -> bool:
    return any(word in name.lower() for word in SECRET_WORDS)


def readable(name: str) -> str:
    """A field's name as words."""
    return name.replace("-", " ").replace("_", " ").strip().capitalize()
