"""The database of the house: our own server, or somebody's that we only check."""

from typing import Protocol

import psycopg
from psycopg import sql

from caseward.config.run import demo_world, parts, troubles
from caseward.config.run.plan import Plan
from caseward.foundation.database import address, processes, roles, server


PREPARE = ".venv/bin/python -m caseward.foundation.database.prepare --admin-url postgresql://…"


class Database(Protocol):
    """What the house asks of either kind."""

    def start(self) -> None:
        """Make sure that both roles can log in."""

    def forget_half_a_demo_world(self) -> None:
        """Begin again where an earlier start was stopped while it loaded the demo world."""

    def look_after(self) -> None:
        """Bring it back when it has gone."""

    def stop(self) -> None:
        """Leave it."""


class Embedded:
    """Our own server, shared with whoever else serves the same data folder."""

    def __init__(self, plan: Plan) -> None:
        self._server = server.Server(plan.data)
        self._revivals = parts.Revivals("database server")

    def start(self) -> None:
        """Start or join the server."""
        self._server.start()

    def forget_half_a_demo_world(self) -> None:
        """Drop the database, which holds nothing else, and make it anew."""
        dsn = self._server.address.dsn("administrator", database="postgres")
        with psycopg.connect(dsn, autocommit=True) as administrator:
            if not demo_world.is_half_loaded(administrator, database=address.DATABASE):
                return
            print("An earlier start was stopped while it loaded the demo world; it begins again.", flush=True)  # noqa: T201
            name = sql.Identifier(address.DATABASE)
            administrator.execute(sql.SQL("drop database {} with (force)").format(name))
        self._server.places.prepared.unlink(missing_ok=True)
        self._server.start()

    def look_after(self) -> None:
        """Start it again when its process has ended."""
        if processes.postmaster(self._server.places.cluster) is None:
            self._revivals.allow(last_words=f"See {self._server.places.log}.")
            self._server.start()

    def stop(self) -> None:
        """Stop it unless somebody else uses it."""
        self._server.stop()


class Somebodys:
    """A server that DATABASE_URL names: others start and stop it."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan

    def start(self) -> None:
        """Log in as each role once, and refuse roles that row-level security does not bind."""
        roles_to_try: tuple[address.Role, ...] = ("owner", "runtime")
        for role in roles_to_try:
            login = address.login(self._plan.environ, role=role)
            try:
                with psycopg.connect(**{"connect_timeout": 10, **login}) as connection:
                    roles.check(connection)
            except psycopg.OperationalError as error:
                raise troubles.Trouble(
                    f"The database cannot be reached as {login['user']}: {str(error).strip()}\n"
                    f"Check the address; if the server was never prepared for Caseward, run:\n  {PREPARE}"
                ) from None

    def forget_half_a_demo_world(self) -> None:
        """Dropping a database on somebody's server is for that somebody."""
        with demo_world.as_owner(self._plan) as owner:
            name = owner.info.dbname
            if demo_world.is_half_loaded(owner, database=name):
                raise troubles.Trouble(
                    f"The demo world in the database {name} was loaded only in part. As its administrator: "
                    f'drop database "{name}";\nThen prepare the server again:\n  {PREPARE}'
                )

    def look_after(self) -> None:
        """Its own people look after it; the pool finds it again."""

    def stop(self) -> None:
        """It goes on."""


def of(plan: Plan) -> Database:
    """The database that the plan names."""
    return Embedded(plan) if plan.is_embedded else Somebodys(plan)
