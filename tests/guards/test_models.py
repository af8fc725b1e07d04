"""Every model: each field says how it ends, each table who may know it, and the database enforces both."""

import re

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from caseward.accounts.vocabulary import EXEMPT_TABLES
from caseward.foundation.access.models import Compartment
from tests import cast, roles
from tests.guards import walking


MODELS = walking.models()

# Tables of other people's libraries, each with the reason why it needs no compartment.
LIBRARY_TABLES = {
    **EXEMPT_TABLES,
    "django_migrations": "names of migrations",
    "procrastinate_jobs": "job names and ids: a CHECK holds arguments to ids and codes",
    "procrastinate_events": "when jobs began and ended",
    "procrastinate_periodic_defers": "when periodic jobs are due",
    "procrastinate_workers": "which workers live",
}

# Tables of which the runtime role reads no row by any statement; functions do, and ask who wants to know.
CLOSED = {"characteristics_characteristics"}


def name_of(model: type[Model]) -> str:
    return model._meta.label


def is_protected(model: type[Model]) -> bool:
    return any(field.name == "compartment" for field in model._meta.concrete_fields)


def compartments_of(model: type[Model]) -> list[str]:
    return [str(field.column) for field in model._meta.concrete_fields if field.related_model is Compartment]


def policies() -> dict[str, int]:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, count(p.polname) from pg_class c left join pg_policy p on p.polrelid = c.oid "
            "where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relrowsecurity group by 1"
        )
        return dict(cursor.fetchall())


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_every_field_says_how_it_ends(model: type[Model]) -> None:
    lifecycle = model.__dict__.get("Lifecycle")
    assert lifecycle is not None, "no Lifecycle"
    personal, kept = dict(getattr(lifecycle, "personal", {})), set(lifecycle.kept)
    fields = {field.name for field in model._meta.concrete_fields}

    assert fields == set(personal) | kept
    assert not set(personal) & kept
    assert set(personal.values()) <= {"erase", "keep-year", "keep"}


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_every_table_has_a_compartment_or_a_reason_to_have_none(model: type[Model]) -> None:
    assert is_protected(model) or bool(getattr(model.__dict__["Lifecycle"], "exempt", ""))


def test_every_table_with_a_compartment_is_under_row_level_security(db: None) -> None:
    enforced = policies()

    for model in filter(is_protected, MODELS):
        assert enforced.get(model._meta.db_table), model._meta.label


def test_a_table_with_two_compartments_asks_for_both(db: None) -> None:
    """To read a row and to write one: whoever knows one of two records must not learn that there is another."""
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute("select tablename, coalesce(qual, ''), coalesce(with_check, '') from pg_policies")
        found = cursor.fetchall()
    protected = {model._meta.db_table: compartments_of(model) for model in MODELS if is_protected(model)}
    pairs = {table: columns for table, columns in protected.items() if len(columns) > 1}

    assert pairs.keys() <= {table for table, *_ in found}
    assert pairs
    for table, using, checked in (row for row in found if row[0] in pairs):
        for column in pairs[table]:
            asked = rf"(?<!\w){column} IN \( SELECT"
            assert re.search(asked, using), (table, column)
            assert re.search(asked, checked), (table, column)
            assert " OR " not in using + checked, table


def test_without_a_session_the_runtime_role_reads_no_protected_row(db: None) -> None:
    for table in set(policies()) - CLOSED:
        with connection.cursor() as cursor:
            cursor.execute(f'select count(*) from "{table}"')  # noqa: S608  names from the catalogue
            assert cursor.fetchone() == (0,), table


@pytest.mark.parametrize("table", sorted(CLOSED))
@pytest.mark.parametrize("words", ["select from {}", "delete from {}", "update {} set version = 1"])
def test_what_only_functions_read_is_refused_to_the_runtime_role(db: None, table: str, words: str) -> None:
    with cast.acting("beth"), pytest.raises(DatabaseError, match="permission denied"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(words.format(table))


def test_every_table_has_a_decision(db: None) -> None:
    ours = {
        model._meta.db_table
        for model in apps.get_models()
        if model.__module__.startswith(("caseward.", "tests."))
    }
    with roles.owner():
        tables = set(connection.introspection.table_names())

    assert tables - ours - set(LIBRARY_TABLES) == set()


def test_the_runtime_role_owns_nothing_and_bypasses_nothing(db: None) -> None:
    with roles.owner(), connection.cursor() as cursor:
        powers = "rolsuper, rolbypassrls, rolcreaterole, rolcreatedb"
        cursor.execute(f"select {powers} from pg_roles where rolname = %s", [roles.RUNTIME])  # noqa: S608  constants
        assert cursor.fetchone() == (False, False, False, False)
        cursor.execute("select count(*) from pg_class where relowner = %s::regrole", [roles.RUNTIME])
        assert cursor.fetchone() == (0,)


def test_every_table_that_reveals_somebody_refuses_writes_outside_commands(db: None) -> None:
    with roles.owner(), connection.cursor() as cursor:
        cursor.execute(
            "select tgrelid::regclass::text, count(*) from pg_trigger "
            "where tgname ~ 'needs_command|must_be_recorded' group by 1"
        )
        guarded = dict(cursor.fetchall())

    for model in filter(is_protected, MODELS):
        assert guarded.get(model._meta.db_table) == 2, model._meta.label


@pytest.mark.parametrize("model", MODELS, ids=name_of)
def test_what_is_done_when_and_by_whom_or_why_is_held_together(model: type[Model]) -> None:
    columns = {field.name for field in model._meta.concrete_fields if field.null}
    stems = {name.removesuffix("_at") for name in columns if name.endswith("_at")}
    constraints = " ".join(constraint.name for constraint in model._meta.constraints)

    for stem in stems:
        others = [f"{stem}_{ending}" for ending in ("by", "because", "how") if f"{stem}_{ending}" in columns]
        assert not others or f"{stem}_at" in constraints, f"{stem}_at and {others} are not held together"
