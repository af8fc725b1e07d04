"""One-time passwords: given out once, by an administrator, in person or by telephone."""

import hashlib
import hmac

from django.conf import settings

from caseward.foundation.commands import Context
from caseward.foundation.commands.errors import CommandIncomplete


# Crockford's letters and digits: nothing that is misheard on the telephone.
SYMBOLS = "0123456789abcdefghjkmnpqrstvwxyz"
GROUPS, IN_GROUP = 4, 4  # 80 bits


def one_time_password(ctx: Context) -> str:
    """The password of the invitation that this sending makes.

    Derived from the idempotency key, so that a form sent twice shows the same password twice, and no table holds it.
    """
    if ctx.key is None:
        raise CommandIncomplete("An invitation needs an idempotency key.")
    key = hashlib.sha256(b"invitation\0" + settings.SECRET_KEY.encode()).digest()
    drawn = hmac.new(key, ctx.key.bytes + ctx.actor.id.bytes, hashlib.sha256).digest()
    letters = "".join(SYMBOLS[byte % len(SYMBOLS)] for byte in drawn)
    return "-".join(letters[start : start + IN_GROUP] for start in range(0, GROUPS * IN_GROUP, IN_GROUP))
