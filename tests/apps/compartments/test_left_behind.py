"""After a case was given a compartment of its own: no address, list or search of the old unit tells of it."""

import re
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import psycopg
import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from caseward.cases import commands as cases
from caseward.cases.models import Case
from caseward.cases.vocabulary import CaseId
from caseward.compartments import commands
from caseward.foundation.access import sessions
from caseward.kernel import references
from tests import cast, given, moments, roles
from tests.apps.cases.pages import yesterday
from tests.apps.cases.test_taking_over import former
from tests.guards.test_access_matrix import ADDRESSES, existing, filled


SEARCH = "search.reason.duplicate-check.0"
__all__ = ["existing"]


def sealed(case_id: CaseId) -> None:
    """By Beth and Grace, known to them and to Priya."""
    with cast.acting("beth") as ctx:
        request_id = commands.ask_to_seal(
            ctx, case_id=case_id, people=[cast.person("grace").pk], because="A conflict in the unit."
        )
    with cast.acting("grace") as ctx:
        commands.turn_key(ctx, request_id=request_id, version=1)


def without_what_varies(content: bytes, parts: dict[str, str]) -> str:
    text = content.decode()
    for part in parts.values():
        text = text.replace(part, "…")
    return re.sub(r'(value|content)="[^"]{30,}"', "", text)


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("name", ["omar", "noor"])
def test_every_address_answers_a_former_knower_as_if_nothing_were_there(
    name: str, existing: dict[str, str]
) -> None:
    sealed(CaseId(UUID(existing["case_id"])))
    # A sitting is of the unit and stays with it; what was said there of the case (item_id) is the case's.
    of_the_case = {part: value for part, value in existing.items() if part != "sitting_id"}
    client = cast.browser(name)
    for address, parts in ADDRESSES:
        if not set(parts) & set(of_the_case):
            continue
        hidden, absent = filled(parts, of_the_case), filled(parts, {})
        absent |= {part: hidden[part] for part in parts if part not in of_the_case}
        one, other = (client.get(reverse(address, kwargs=kwargs)) for kwargs in (hidden, absent))

        assert one.status_code == other.status_code, address
        assert without_what_varies(one.content, hidden) == without_what_varies(other.content, absent), address


@pytest.mark.django_db
@pytest.mark.slow
@pytest.mark.parametrize("name", ["omar", "noor"])
def test_no_list_count_or_search_tells_a_former_knower_of_it(name: str) -> None:
    case_id = given.owned(now=yesterday())
    with cast.acting("beth"):
        case = Case.objects.select_related("referral", "nominal").get(pk=case_id)
    client = cast.browser(name)
    assert searched(name), "it was there before"
    told = [
        references.shown(each.reference) for each in (case, case.referral, case.nominal) if each
    ] + ["Hartwright", "Callum"]  # fmt: skip
    if name == "omar":
        assert any(word in page for page in lists(client).values() for word in told), "it was there before"

    sealed(case_id)

    for address, page in lists(client).items():
        assert not [word for word in told if word in page], address
    assert searched(name) == []


def searched(name: str) -> list[Any]:
    """Whom somebody finds who knows all of it."""
    with cast.acting(name, purpose=SEARCH) as ctx:
        return list(cases.find_people(ctx, words="Callum Hartwright 14/03/2009 07700 900123").candidates)


def lists(client: Client) -> dict[str, str]:
    """Every page without parts in its address that this person may open."""
    found = {}
    for address, parts in ADDRESSES:
        answer = client.get(reverse(address)) if not parts else None
        if answer is not None and answer.status_code == 200 and not answer.streaming:
            found[address] = answer.content.decode()
    return found


@pytest.mark.commits
@pytest.mark.slow
@pytest.mark.usefixtures("real_commits")
def test_who_reads_without_a_pause_sees_the_whole_or_nothing() -> None:
    """Two sessions: Omar counts every row of the case and its person in one statement, while Beth and Grace seal it."""
    with cast.acting("beth"), transaction.atomic():
        compartment_id = cast.compartment(given.REFERRALS)
    with cast.acting("beth") as ctx:
        cases.take_over_cases(ctx, compartment_id=compartment_id, former=[former()])
    with cast.acting("beth"), transaction.atomic():
        case = Case.objects.get()
    case_id, token = CaseId(case.pk), uuid4().hex
    sessions.open_for(cast.person("omar").pk, token, until=moments.real_now() + timedelta(hours=1))
    seen: list[tuple[int, ...]] = []
    over = threading.Event()
    reader = threading.Thread(target=_count, args=(token, case, seen, over))
    reader.start()
    _until(lambda: len(seen) > 50)
    sealed(case_id)
    after = len(seen)
    _until(lambda: len(seen) > after + 50)
    over.set()
    reader.join(timeout=30)

    whole, nothing = seen[0], tuple(0 for _ in seen[0])
    assert min(whole) > 0
    assert set(seen) == {whole, nothing}
    assert set(seen[after + 1 :]) == {nothing}


COUNTED = """
    select (select count(*) from cases_case where id = %(case)s),
           (select count(*) from cases_ownership where case_id = %(case)s),
           (select count(*) from nominals_name where nominal_id = %(nominal)s),
           (select count(*) from referrals_answer where referral_id = %(referral)s),
           (select count(*) from obligations_obligation where about_id = any (%(about)s)),
           (select count(*) from chronology_entry where about_id = any (%(about)s))
"""


def _count(token: str, case: Case, seen: list[tuple[int, ...]], over: threading.Event) -> None:
    """A session of its own, as the runtime role, in transactions of its own."""
    about = [case.pk, case.referral_id, case.nominal_id]
    values = {"case": case.pk, "nominal": case.nominal_id, "referral": case.referral_id, "about": about}
    usual = connection.settings_dict
    login: dict[str, Any] = {
        "host": usual["HOST"], "port": usual["PORT"] or None, "user": roles.RUNTIME, "dbname": usual["NAME"],
        "password": usual["PASSWORD"],
    }  # fmt: skip
    with psycopg.connect(autocommit=True, **login) as reading:
        while not over.is_set():
            with reading.transaction():
                reading.execute("select set_config('app.session', %s, true)", [token])
                row = reading.execute(COUNTED, values).fetchone()
            seen.append(tuple(row or ()))


def _until(holds: Callable[[], bool]) -> None:
    """Waits for a condition, half a minute at most."""
    waiting = threading.Event()
    for _patience in range(600):
        if holds():
            return
        waiting.wait(0.05)
    raise AssertionError("It never came.")
