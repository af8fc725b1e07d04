"""Linking and unlinking changes no byte of any record: both are what they were (invariant 7, failings F34)."""

import hashlib
from uuid import UUID

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from caseward.kernel.dates import ApproximateAge, Born, PartialDate
from caseward.kernel.identifiers import Identifier, Kind
from caseward.kernel.identity import Address, Name, Person
from caseward.nominals import commands, queries
from caseward.nominals.models import LinkStep, PersonLink, SimilarPair
from caseward.nominals.vocabulary import LinkState, NominalId
from tests import cast, roles
from tests import given as states
from tests.apps.nominals import pairs, verbs


pytestmark = [pytest.mark.django_db, pytest.mark.slow]

# What linking writes: the words themselves, the queue of those that are alike, and the ledger.
WRITTEN = {"nominals_personlink", "nominals_linkstep", "nominals_similarpair", "ledger_entry"}

WORDS = st.text(st.sampled_from("aehijmnorst '-éИ张"), max_size=12)
NAMES = st.builds(Name, WORDS, WORDS)
DAYS = st.dates(min_value=cast.NOW.date().replace(year=1930), max_value=cast.NOW.date())
BIRTHS: st.SearchStrategy[Born] = st.one_of(
    st.builds(PartialDate.of, DAYS),
    st.builds(lambda day: PartialDate(day.year), DAYS),
    st.builds(lambda age, day: ApproximateAge(age, age + 2, day), st.integers(0, 80), DAYS),
)
NUMBERS = st.builds(
    Identifier, st.sampled_from([Kind.PNC, Kind.NHS, Kind.PHONE]), st.sampled_from(["1", "2", "3"])
)
PEOPLE = st.builds(
    Person,
    name=NAMES,
    aliases=st.lists(NAMES, max_size=2).map(tuple),
    born=st.none() | BIRTHS,
    addresses=st.lists(st.builds(Address, WORDS, st.sampled_from(["", "NP4 7QX"])), max_size=2).map(tuple),
    identifiers=st.lists(NUMBERS, max_size=3).map(tuple),
)


def rows() -> dict[str, str]:
    """Every row of every table but those: all columns, as one digest for each table."""
    with roles.owner(), connection.cursor() as cursor:
        tables = sorted(set(connection.introspection.table_names(cursor)) - WRITTEN)
        found = {}
        for table in tables:
            cursor.execute(f'select to_jsonb(t)::text from "{table}" t order by 1')  # noqa: S608  from the catalogue
            found[table] = hashlib.sha256(
                "\n".join(text for (text,) in cursor.fetchall()).encode()
            ).hexdigest()
    return found


def read(pair: tuple[UUID, UUID]) -> list[object]:
    with cast.acting("noor") as ctx:
        return [queries.file_of(viewer=ctx.actor, nominal_id=one) for one in pair]


def link_and_unlink(pair: tuple[NominalId, NominalId], *, confirms: bool) -> None:
    """All the way, by as many people as it takes, and back."""
    link_id = pairs.proposed(pair, who="noor")
    with cast.acting("beth") as ctx:
        if not confirms:
            commands.refuse_link(ctx, link_id=link_id, because="No.")
            return
        commands.confirm_link(ctx, link_id=link_id, because="Yes.")
        state = commands.unlink(ctx, link_id=link_id, because="A brother.")
    if state == LinkState.END_ASKED:
        with cast.acting("grace") as ctx:
            commands.unlink(ctx, link_id=link_id, because="So it is.")


@given(one=PEOPLE, other=PEOPLE, more=PEOPLE, confirms=st.booleans())
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_records_are_byte_for_byte_as_they_were(
    one: Person, other: Person, more: Person, *, confirms: bool
) -> None:
    """Failings F34: what was joined comes apart without a trace in either record."""
    pair = pairs.two(one, other)
    with cast.acting("beth") as ctx:
        verbs.make(ctx, compartment_id=cast.compartment(pairs.HERE), person=more)
    before, known = rows(), read(pair)
    link_and_unlink(pair, confirms=confirms)

    assert rows() == before
    assert read(pair) == known


def test_a_case_and_its_referral_are_as_they_were() -> None:
    case_id = states.owned()
    with cast.acting("beth"):
        nominal_id = NominalId(states.person_of(case_id).pk)
    pair = (nominal_id, pairs.made(pairs.CALLUM))
    before = rows()
    link_and_unlink(pair, confirms=True)

    assert rows() == before


def test_the_snapshot_would_see_a_change_of_one_letter() -> None:
    """What compares must be able to fail."""
    pair = pairs.two()
    before = rows()
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "update nominals_name set forenames = forenames || '.' where nominal_id = %s", [pair[0]]
        )

    assert {table for table, digest in rows().items() if digest != before[table]} == {"nominals_name"}


# Who of the cast knows a link, by where its two records are kept; Beth and Grace are posted to both forces.
NORTHSHIRE = {"noor", "priya", "omar", "beth", "grace"}
KNOWN = {
    (pairs.HERE, pairs.HERE): NORTHSHIRE,
    (pairs.HERE, pairs.THERE): {"beth", "grace"},
    (pairs.THERE, pairs.THERE): {"ewan", "elin", "beth", "grace"},
}


@pytest.mark.parametrize("where", KNOWN)
def test_a_link_is_known_to_those_of_the_whole_cast_who_know_both_and_to_nobody_else(
    where: tuple[str, str],
) -> None:
    pairs.posted_to_both()
    pair = pairs.two(compartments=where)
    link_id = pairs.linked(pair)
    knows = {}
    for who in cast.PEOPLE:
        with cast.acting(who) as ctx:
            seen = {
                "link": PersonLink.objects.filter(pk=link_id).exists(),
                "steps": LinkStep.objects.filter(link_id=link_id).exists(),
                "pair": SimilarPair.objects.exists(),
                "said": any(queries.joined(viewer=ctx.actor, nominal_id=one).words for one in pair),
                "joined": any(queries.joined(viewer=ctx.actor, nominal_id=one).records for one in pair),
            }
        assert len(set(seen.values())) == 1, (who, seen)
        knows[who] = seen["link"]

    assert {who for who, known in knows.items() if known} == KNOWN[where]


@pytest.mark.parametrize("who", ["noor", "priya", "ewan"])
def test_the_history_of_fields_tells_nobody_of_a_link(who: str) -> None:
    """A history row carries one compartment, and would have told whoever knows one of the two records."""
    pair = pairs.apart_kept()
    pairs.linked(pair)
    with cast.acting(who), connection.cursor() as cursor:
        cursor.execute(
            'select count(*) from records_fieldchange where "table" in '
            "('nominals_personlink', 'nominals_linkstep', 'nominals_similarpair')"
        )
        assert cursor.fetchone() == (0,)
