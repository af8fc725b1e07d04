"""The queryset that asks only for what its viewer may know."""

from collections.abc import Collection
from typing import Self, TypeVar
from uuid import UUID

from django.db.models import Manager, Model, QuerySet

from caseward.foundation.database.kept import FEW
from caseward.kernel.access import Actor


M = TypeVar("M", bound=Model)


class VisibleQuerySet(QuerySet[M]):
    """Records that carry a compartment."""

    def visible_to(self, viewer: Actor) -> Self:
        """Records whose compartment the viewer may know now; row-level security is the truth behind it."""
        return self.known_in(viewer.compartments)

    def known_in(self, known: Collection[UUID]) -> Self:
        """The same, by the compartments that somebody may know."""
        return self.all() if len(known) > FEW else self.within(known)

    def within(self, compartments: Collection[UUID]) -> Self:
        """Records of these compartments; one alone is asked for as one, for which an index keeps its order."""
        if len(compartments) == 1:
            return self.filter(compartment_id=next(iter(compartments)))
        return self.filter(compartment_id__in=sorted(compartments, key=str))


class VisibleManager(Manager[M]):
    """The same from a model; written out, because types do not survive `as_manager` on an abstract base."""

    def get_queryset(self) -> VisibleQuerySet[M]:
        """Every record, as far as row-level security lets through."""
        return VisibleQuerySet(self.model, using=self._db)

    def visible_to(self, viewer: Actor) -> VisibleQuerySet[M]:
        """Records that the viewer may know now."""
        return self.get_queryset().visible_to(viewer)

    def known_in(self, known: Collection[UUID]) -> VisibleQuerySet[M]:
        """Records of the compartments that somebody may know."""
        return self.get_queryset().known_in(known)
