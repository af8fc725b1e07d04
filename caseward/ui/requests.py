"""The request as views know it: who acts, when, under which key."""

import hashlib
from collections.abc import Sequence

from django.core.handlers.wsgi import WSGIRequest
from django.utils.functional import cached_property

from caseward.foundation import clock
from caseward.foundation.access import actors
from caseward.foundation.commands import Context
from caseward.kernel.access import Actor
from caseward.ui import purposes, typed


class Signed(WSGIRequest):
    """A request with its actor and its context.

    The actor is set where a session arrives (accounts.entrance), in the question that asks whether it stands; elsewhere
    he is looked up when asked for. Static files and the health page pay nothing; a page that nobody signed in for acts
    as the public page.
    """

    # Set with the actor: the unit beside the name in the bar, as workforce names it.
    unit: str = ""
    # Set with the actor: how many notices wait to be read, counted to a hundred.
    unread: int = 0
    # Set when the sign-in page answers a form that was sent after the session had ended.
    kept_text: str = ""
    # The same of a form that keeps no draft: question by question, to be copied.
    typed_text: Sequence[tuple[str, str]] = ()

    @cached_property
    def purpose(self) -> str:
        """Why records are looked at, where somebody has said it and the actor's tie does not: a code, or ""."""
        return purposes.of_what_was_found(self)

    @cached_property
    def actor(self) -> Actor:
        """Whoever is signed in, with live memberships."""
        return actors.current_actor() or actors.PUBLIC

    @cached_property
    def ctx(self) -> Context:
        """The context that commands take."""
        return Context(
            actor=self.actor,
            now=clock.now(),
            purpose=self.purpose,
            key=typed.key_in(self.POST),
            digest=self._digest(),
            is_sent=self.method == "POST",
        )

    def _digest(self) -> str:
        """What was sent and where to, without the machinery: a retry has the same digest, other words have not."""
        digest = hashlib.sha256(self.path.encode())
        fields = typed.fields_in(self.POST)
        for name in sorted(fields.keys() - {typed.KEY}):
            digest.update(repr((name, fields[name])).encode())
        for name in sorted(self.FILES):
            for file in self.FILES.getlist(name):
                digest.update(repr((name, file.name)).encode())
                for chunk in file.chunks():
                    digest.update(chunk)
                file.seek(0)
        return digest.hexdigest()
