"""What may be read of accounts: one's own sessions, and for administrators everybody's account."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db import connection
from django.db.models import Count, Max, Q, QuerySet

from caseward.accounts.models import BY_NAME, FailedSignIn, User
from caseward.accounts.policies import may_administer
from caseward.accounts.vocabulary import First, Kind, Left
from caseward.foundation.access.models import Compartment
from caseward.foundation.commands import query
from caseward.foundation.commands.errors import NotPermitted, NotVisible
from caseward.foundation.paging import SIZE, START, Page, Place
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Refused


UNDER_ATTACK = 5  # wrong passwords within a day: more than a slip of the hand


@dataclass(frozen=True, slots=True)
class AccountRow:
    """An account as administrators see it."""

    id: UUID
    username: str
    name: str
    email: str
    version: int
    is_demo: bool
    disabled_at: datetime | None
    disabled_because: str
    invited_until: datetime | None
    factors: int
    wrong_passwords: int
    last_wrong_at: datetime | None

    @property
    def is_under_attack(self) -> bool:
        """Whether somebody seems to be guessing."""
        return self.wrong_passwords >= UNDER_ATTACK


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One open session of the viewer."""

    id: UUID
    opened_at: datetime
    seen_at: datetime
    expires_at: datetime
    device: str
    is_this: bool


@dataclass(frozen=True, slots=True)
class AccessRow:
    """One reason why the viewer may know a set of records."""

    title: str
    basis: str
    until: datetime


@query
def account(*, viewer: Actor, user_id: UUID) -> AccountRow:
    """One account, for administrators."""
    return _one(_rows(_people(viewer).filter(pk=user_id)))


@query
def accounts(*, viewer: Actor, words: str = "", place: Place = START, size: int = SIZE) -> Page[AccountRow]:
    """Accounts of people whose name or user name contains the words, by name; for administrators."""
    found = _people(viewer)
    named = Q(name__icontains=words) | Q(username__icontains=words.lower())
    page = BY_NAME.page(found.filter(named) if words else found, place, size=size)
    return page.showing(_rows(page.rows))


@query
def accounts_under_attack(*, viewer: Actor, now: datetime) -> list[AccountRow]:
    """Accounts for which many wrong passwords were tried since yesterday; for administrators."""
    recent = FailedSignIn.objects.filter(at__gt=now - timedelta(days=1), user__isnull=False)
    tried = recent.values("user").annotate(number=Count("pk")).filter(number__gte=UNDER_ATTACK)
    return _rows(_people(viewer).filter(pk__in=[each["user"] for each in tried]).order_by("name", "pk")[:100])


@query
def names(*, viewer: Actor, user_ids: Collection[UUID]) -> dict[UUID, str]:  # noqa: ARG001  every query names its viewer
    """Names of members of staff by id; whoever may see the id may see the name."""
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "name"))


@query
def my_sessions(*, viewer: Actor) -> list[SessionRow]:  # noqa: ARG001  the database asks who reads
    """The viewer's open sessions, newest first."""
    with connection.cursor() as cursor:
        cursor.execute("select id, opened_at, seen_at, expires_at, device, is_this from sec.my_sessions()")
        return [SessionRow(*row) for row in cursor.fetchall()]


@query
def my_access(*, viewer: Actor) -> list[AccessRow]:
    """What the viewer may know, on which basis and until when."""
    titles = dict(Compartment.objects.filter(pk__in=viewer.compartments).values_list("pk", "title"))
    rows = [
        AccessRow(titles.get(each.compartment_id, ""), each.basis, each.ends_at)
        for each in viewer.memberships
    ]
    return sorted(rows, key=lambda row: (row.title, row.basis))


@query
def needs_second_factor(*, viewer: Actor) -> bool:
    """Whether the viewer could not come in without one: everybody but invented people."""
    return not User.objects.get(pk=viewer.id).is_demo


@query
def first_thing(*, viewer: Actor) -> First | None:
    """What the viewer has to do before anything else; only invented people need no second factor."""
    user = User.objects.get(pk=viewer.id)
    if user.invited_until is not None:
        return First.PASSWORD
    if user.is_demo or _has_second_factor(user.pk):
        return None
    return First.SECOND_FACTOR


def _has_second_factor(user_id: UUID) -> bool:
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return bool(Authenticator.objects.filter(user_id=user_id, type__in=kinds).exists())


def _one(rows: list[AccountRow]) -> AccountRow:
    if not rows:
        raise NotVisible
    return rows[0]


def _people(viewer: Actor) -> QuerySet[User]:
    """Every person's account, without its password; for administrators."""
    allowed = may_administer(viewer)
    if isinstance(allowed, Refused):
        raise NotPermitted(allowed)
    return User.objects.filter(kind=Kind.PERSON).defer("password")


def _rows(accounts: Iterable[User]) -> list[AccountRow]:
    found = list(accounts)
    ids = [user.pk for user in found]
    wrong = {
        each["user"]: (each["number"], each["last"])
        for each in FailedSignIn.objects.filter(user__in=ids)
        .values("user")
        .annotate(number=Count("pk"), last=Max("at"))
    }
    factors = dict(
        Authenticator.objects.filter(user__in=ids)
        .exclude(type=Authenticator.Type.RECOVERY_CODES)
        .values_list("user")
        .annotate(number=Count("pk"))
    )
    return [_row(user, factors.get(user.pk, 0), wrong.get(user.pk, (0, None))) for user in found]


def _row(user: User, factors: int, wrong: tuple[int, datetime | None]) -> AccountRow:
    return AccountRow(
        id=user.pk,
        username=user.username,
        name=user.name,
        email=user.email,
        version=user.version,
        is_demo=user.is_demo,
        disabled_at=user.disabled_at,
        disabled_because=user.disabled_because or "",
        invited_until=user.invited_until,
        factors=factors,
        wrong_passwords=wrong[0],
        last_wrong_at=wrong[1],
    )


def left_behind(*, user_id: UUID, posting_id: UUID | None = None) -> Left:
    """What somebody would leave behind without an account, or without one posting; for those who end either.

    The question is answered by a function of the database, which the app that knows postings brings.
    """
    with connection.cursor() as cursor:
        cursor.execute("select owns, owes, offered from sec.left_behind(%s, %s)", [user_id, posting_id])
        return Left(*cursor.fetchone())
