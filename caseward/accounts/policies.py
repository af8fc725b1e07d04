"""Who may do what to an account; an administrator never acts on his own."""

from uuid import UUID

from caseward.accounts.models import User
from caseward.accounts.vocabulary import ADMINISTER, LEFT_REMEDY, Kind, Left
from caseward.kernel.access import Actor
from caseward.kernel.decisions import Allowed, Decision, Refused, every
from caseward.kernel.wording import gettext_noop


def may_administer(actor: Actor) -> Decision:
    """Accounts belong to no compartment: whoever administers them does so for the whole region."""
    for membership in actor.memberships:
        if ADMINISTER in membership.capabilities:
            return Allowed(membership.basis)
    return Refused(
        code="account.not-administrator",
        because=gettext_noop("Only an administrator opens, changes and closes accounts."),
        remedy=gettext_noop("Ask the administrator of your region."),
    )


def may_administer_other(actor: Actor, user_id: UUID) -> Decision:
    """An administrator acts on everybody's account but his own."""
    return every(may_administer(actor), _is_not(actor, user_id))


def may_act_for(actor: Actor, user_id: UUID) -> Decision:
    """Password, sessions and second factors belong to the person alone."""
    if actor.id == user_id:
        return Allowed("it is the person's own")
    return Refused(
        code="account.not-yours",
        because=gettext_noop("This belongs to somebody else's account."),
    )


def may_open_demo(actor: Actor, *, is_demo: bool) -> Decision:
    """Accounts that need no second factor exist only where everybody is invented."""
    if is_demo:
        return may_administer(actor)
    return Refused(
        code="account.not-a-demonstration",
        because=gettext_noop("Demonstration accounts exist only where the demonstration mode is on."),
    )


def may_be_named(username: str, *, is_taken: bool) -> Decision:
    """A user name is taken once and for ever, also by an account that was shut."""
    if not is_taken:
        return Allowed("nobody has the user name")
    return Refused(
        code="account.name-taken",
        because=gettext_noop("Somebody already has the user name {username}.").format(username=username),
        remedy=gettext_noop("Choose another."),
    )


def leaves_nothing(left: Left) -> Decision:
    """Nobody leaves while he owns open cases, owes anything or has an offer to answer."""
    if not left.said:
        return Allowed("leaves nothing behind")
    return Refused(
        code="account.leaves-work-behind",
        because=gettext_noop("This officer still {what}.").format(what=left.said),
        remedy=LEFT_REMEDY,
    )


def may_be_disabled(user: User) -> Decision:
    """Only an open account of a person can be shut."""
    if user.kind != Kind.PERSON:
        return Refused(
            code="account.service", because=gettext_noop("The platform itself acts under this account.")
        )
    if user.disabled_at is None:
        return Allowed("the account is open")
    return Refused(code="account.already-disabled", because=gettext_noop("This account is already disabled."))


def may_be_enabled(user: User) -> Decision:
    """Only a shut account can be opened again."""
    if user.disabled_at is not None:
        return Allowed("the account is disabled")
    return Refused(code="account.not-disabled", because=gettext_noop("This account is not disabled."))


def may_be_invited(user: User) -> Decision:
    """A one-time password goes to a person whose account is open and who signs in with one."""
    if user.is_demo:
        return Refused(
            code="account.demonstration",
            because=gettext_noop("The demonstration accounts share a password, which stays as it is."),
        )
    if user.kind == Kind.PERSON and user.is_active:
        return Allowed("the account is open")
    return Refused(
        code="account.closed",
        because=gettext_noop("This account is not open."),
        remedy=gettext_noop("Enable it first."),
    )


def is_right(*, right: bool) -> Decision:
    """Who changes a password knows the one before."""
    if right:
        return Allowed("knows the present password")
    return Refused(code="account.wrong-password", because=gettext_noop("This is not your present password."))


def is_strong(problems: list[str]) -> Decision:
    """A password passes every validator; all that is wrong with it is said at once."""
    return (
        Refused(code="account.weak-password", because=" ".join(problems)) if problems else Allowed("strong")
    )


def is_open(*, ended: int) -> Decision:
    """A session can be ended once."""
    if ended:
        return Allowed("the session was open")
    return Refused(code="account.no-such-session", because=gettext_noop("That session has already ended."))


def has_factors(*, number: int) -> Decision:
    """There must be something to remove."""
    if number:
        return Allowed("there are second factors")
    return Refused(code="account.no-factors", because=gettext_noop("This account has no second factor."))


def _is_not(actor: Actor, user_id: UUID) -> Decision:
    if actor.id != user_id:
        return Allowed("it is somebody else's account")
    return Refused(
        code="account.own",
        because=gettext_noop("Nobody administers his own account."),
        remedy=gettext_noop("Ask another administrator."),
    )
