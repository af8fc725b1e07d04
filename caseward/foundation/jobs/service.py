"""The platform itself as an actor: it may know of nothing, and does only what a recorded command asked for."""

from uuid import UUID

from caseward.kernel.access import Actor


WORKER = Actor(id=UUID("00000000-0000-4000-8000-000000000002"), name="Caseward", memberships=())
