"""Links and openings in their states, reached through the real commands as the two custodians."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from caseward.foundation.ledger.models import Entry
from caseward.identities import commands
from caseward.identities.models import IdentityLink, Opening
from caseward.kernel.identity import Name, Person
from caseward.kernel.references import shown
from caseward.nominals.models import Nominal
from caseward.workforce.models import Posting
from tests import cast, moments, roles
from tests.apps.nominals import verbs


KEPT_IN = "custodians-cases"
BEFORE, AFTER = "northshire-prevent-referrals", "northshire-nominal-referrals"
KEEPERS = ("noor", "rhys")
EARLIER = Person(name=Name("Marianne", "Oakeshott"))
LATER = Person(name=Name("Ruth", "Penhallow"))
WRONG = "The order of the court names another woman of that name."
WORDS = "The crown court asks on Monday which officer may speak for her."


def ago(**amount: float) -> datetime:
    """So long before now, by the clock that the database reads, too."""
    return moments.real_now() - timedelta(**amount)


def record(person: Person, *, compartment: str, who: str) -> UUID:
    """A record of a person in a unit."""
    with cast.acting(who) as ctx:
        with transaction.atomic():
            kept_in = cast.compartment(compartment)
        return verbs.make(ctx, compartment_id=kept_in, person=person)


def two_records() -> tuple[UUID, UUID]:
    """One person's record under each identity, in two units."""
    return (
        record(EARLIER, compartment=BEFORE, who="noor"),
        record(LATER, compartment=AFTER, who="rhys"),
    )


def references(*records: UUID) -> tuple[str, ...]:
    """As their units would give them: the way they are read aloud."""
    return tuple(next(filter(None, (_reference(one, who) for who in KEEPERS))) for one in records)


def custodians() -> UUID:
    """The compartment of the custodians."""
    with cast.acting("cleo"), transaction.atomic():
        return cast.compartment(KEPT_IN)


def proposed(records: tuple[UUID, UUID], *, who: str = "cleo", now: datetime | None = None) -> UUID:
    """A link that one custodian has proposed."""
    earlier, later = references(*records)
    with cast.acting(who, now=now or moments.real_now()) as ctx:
        return commands.propose_link(ctx, compartment_id=custodians(), earlier=earlier, later=later)


def made(records: tuple[UUID, UUID] | None = None, *, who: str = "ada", now: datetime | None = None) -> UUID:
    """A link that the other has confirmed."""
    both = records or two_records()
    link_id = proposed(both, now=now)
    earlier, later = references(*both)
    with cast.acting(who, now=now or moments.real_now()) as ctx:
        assert commands.confirm_link(ctx, link_id=link_id, earlier=earlier, later=later) == "made"
    return link_id


def asked(link_id: UUID, *, who: str = "cleo", now: datetime | None = None, words: str = WORDS) -> UUID:
    """An asking to open it for a court."""
    with cast.acting(who, now=now or moments.real_now()) as ctx:
        return commands.ask_to_open(ctx, link_id=link_id, purpose="court", words=words)


def approved(link_id: UUID, *, who: str = "ada", now: datetime | None = None) -> UUID:
    """The same, approved by the other custodian."""
    opening_id = asked(link_id, now=now)
    with cast.acting(who, now=now or moments.real_now()) as ctx:
        return commands.approve_opening(ctx, opening_id=opening_id)


def third_custodian() -> str:
    """Kit, posted to the custodians as well."""
    with cast.acting("sam", now=moments.real_now()) as ctx:
        with transaction.atomic():
            unit = Posting.objects.filter(user=cast.person("cleo")).values_list("unit_id", flat=True)[0]
        cast.qualify(ctx, cast.person("kit").pk, "custodian")
        cast.post(ctx, cast.person("kit").pk, unit, "custodian")
    return "kit"


def link(link_id: UUID) -> IdentityLink:
    """The row as it stands."""
    with roles.owner():
        return IdentityLink.objects.get(pk=link_id)


def opening(opening_id: UUID) -> Opening:
    """The row as it stands."""
    with roles.owner():
        return Opening.objects.get(pk=opening_id)


def last_event() -> Entry:
    """What the ledger says happened last."""
    with roles.owner():
        return Entry.objects.order_by("-sequence")[0]


def told() -> tuple[str, str]:
    """The last event, and the code of a refusal."""
    entry = last_event()
    code = bytes(entry.body).decode().partition('"code":"')[2].partition('"')[0]
    return entry.event, code


def told_of(who: str) -> tuple[str, str]:
    """The same, which must be of this person's doing and not of somebody's before."""
    assert last_event().actor_id == cast.person(who).pk
    return told()


def _reference(record: UUID, who: str) -> str:
    with cast.acting(who), transaction.atomic():
        found = Nominal.objects.filter(pk=record).values_list("reference", flat=True).first()
    return shown(found) if found else ""


def questioned(link_id: UUID, *, who: str = "cleo", now: datetime | None = None) -> UUID:
    """Somebody's word that it is wrong."""
    with cast.acting(who, now=now or moments.real_now()) as ctx:
        return commands.question_link(ctx, link_id=link_id, words=WRONG)
