"""Pages on which anybody puts something in: no account, a receipt, and nothing else comes back."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from uuid import uuid4

from django.core import signing
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.http import urlencode

from caseward.foundation.access import actors, identity
from caseward.kernel import references
from caseward.ui import limits
from caseward.ui.forms import Form
from caseward.ui.requests import Signed


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterbox:
    """One such page: its template and that of its receipt, by whose name each stands in the addresses, and its salt."""

    app: str
    page: str
    salt: str
    receipt: str = "receipt"

    def posted(
        self, request: Signed, form: Form, *, command: Callable[..., str], id_name: str
    ) -> HttpResponse:
        """The page, and what is sent with it; whoever is signed in sends as anybody, too."""
        is_over = form.submitted() and limits.is_over(request, now=request.ctx.now)
        if not is_over and form.submitted() and self._keeps(request, form, command, id_name):
            return redirect(self._receipt_of(request, form.result))
        shown = {"form": form, "is_over": is_over}
        return render(request, f"{self.app}/{self.page}.html", shown, status=429 if is_over else form.status)

    def receipted(self, request: Signed) -> HttpResponse:
        """The reference and when it came, from the address itself: it can be looked at again and tells nothing else."""
        try:
            told = signing.loads(request.GET.get("said", ""), salt=self.salt)
        except signing.BadSignature:
            return redirect(f"{self.app}:{self.page}")
        shown = {"receipt": references.shown(told["receipt"]), "at": parse_datetime(told["at"])}
        return render(request, f"{self.app}/{self.receipt}.html", shown)

    def _keeps(self, request: Signed, form: Form, command: Callable[..., Any], id_name: str) -> bool:
        ctx = replace(request.ctx, actor=actors.PUBLIC)
        with identity.assume(""):
            return form.carries_out(command, ctx, **{id_name: uuid4()})

    def _receipt_of(self, request: Signed, reference: str) -> str:
        told = {"receipt": reference, "at": request.ctx.now.isoformat()}
        said = urlencode({"said": signing.dumps(told, salt=self.salt)})
        return f"{reverse(f'{self.app}:{self.receipt}')}?{said}"
