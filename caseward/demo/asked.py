"""What schools and parents asked the cyber unit, and how far each enquiry has come."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from uuid import UUID

from caseward.enquiries import commands
from caseward.enquiries.models import Enquiry
from caseward.enquiries.vocabulary import AgeBand, Asked, Asker, Ended, EnquiryId, Given, How, Reach
from caseward.foundation import clock
from caseward.foundation.access import actors, sessions
from caseward.foundation.commands import Context
from caseward.organisations.models import Unit


UNIT, OFFICER = "Regional Cyber", "jo"
SCHOOL = Reach(name="Dana Okafor", organisation="Fennel School", contact="01632 960111", consents=True)
MOTHER = Reach(name="A mother in Eastmark", contact="07700 900321", consents=True)
# How many days ago each came, what was asked, how to reply, and how far it has come.
ENQUIRIES: tuple[tuple[float, Asked, Reach, str], ...] = (
    (
        0.2,
        Asked(
            asker=Asker.SCHOOL,
            age_band=AgeBand.TEENS,
            concern="A pupil in Year 9 took the internet of the school away twice, for ten minutes each time.",
            wants="Whom should we speak to first, and do we ring the police?",
        ),
        SCHOOL,
        "waiting",
    ),
    (
        3,
        Asked(
            asker=Asker.PARENT,
            age_band=AgeBand.SIXTEEN,
            concern="My child is paid for taking game servers off the internet, and thinks that it is allowed.",
            wants="What can we do at home before anything worse happens?",
        ),
        MOTHER,
        "taken",
    ),
    (
        12,
        Asked(
            asker=Asker.PARTNER,
            age_band=AgeBand.TEENS,
            concern="A young person at our club shows others how to get past the filter of the library.",
        ),
        Reach(),
        "ended",
    ),
)
ADVICE = Given(product="young-person-law", edition="2026-11-23", words="", how=How.TELEPHONE)


def asked(people: Mapping[str, UUID]) -> int:
    """Let each of the enquiries come, as far as it goes; returns how many."""
    unit = Unit.objects.get(name=UNIT)
    place = unit.referrals_compartment_id
    if place is None:
        raise LookupError(f"{UNIT} keeps no referrals.")
    for days_ago, words, reach, step in ENQUIRIES:
        _come(people[OFFICER], place, days_ago, words, reach, step)
    return len(ENQUIRIES)


def _come(officer: UUID, place: UUID, days_ago: float, words: Asked, reach: Reach, step: str) -> None:
    with _acting(officer, days_ago) as ctx:
        enquiry_id = commands.take_enquiry(ctx, compartment_id=place, asked=words, reach=reach)
    if step == "waiting":
        return
    _then(officer, days_ago - 0.5, enquiry_id, commands.take_on_enquiry)
    if step == "ended":
        _then(officer, days_ago - 1, enquiry_id, commands.answer_enquiry, given=ADVICE)
        why = "The club has what it asked for."
        _then(officer, days_ago - 1, enquiry_id, commands.close_enquiry, how=Ended.ANSWERED, because=why)


def _then(
    officer: UUID, days_ago: float, enquiry_id: EnquiryId, command: Callable[..., object], **given: object
) -> None:
    with _acting(officer, days_ago) as ctx:
        version = Enquiry.objects.get(pk=enquiry_id).version
        command(ctx, enquiry_id=enquiry_id, version=version, **given)


@contextmanager
def _acting(officer: UUID, days_ago: float) -> Iterator[Context]:
    with sessions.acting_as(officer, now=clock.now()):
        actor = actors.current_actor()
        if actor is None:
            raise LookupError(f"{OFFICER} may not act; is there a live posting?")
        yield Context(actor=actor, now=clock.now() - timedelta(days=days_ago), purpose="casework")
