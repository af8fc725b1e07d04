"""What the server costs before it does anything: the floors beside which every figure stands."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import include, path

from caseward.accounts.models import User


BARE = engines["django"].from_string(
    "{% for one in rows %}<p>{{ one.username }} {{ one.name }}</p>{% endfor %}"
)


@login_not_required
def empty(_request: HttpRequest) -> HttpResponse:
    """Nothing but the way through the server and the middleware."""
    return HttpResponse("")


@login_not_required
def one_row(_request: HttpRequest) -> HttpResponse:
    """One row by its key."""
    return HttpResponse(User.objects.get(username="u001-02").name)


@login_not_required
def rows(_request: HttpRequest) -> HttpResponse:
    """Twenty-five rows in a template that does nothing else."""
    return HttpResponse(BARE.render({"rows": User.objects.order_by("username")[:25]}))


urlpatterns = [
    path("bench/empty/", empty),
    path("bench/one-row/", one_row),
    path("bench/rows/", rows),
    path("", include("caseward.config.urls")),
]
