"""New references: random, so that none tells how many came before it."""

import secrets

from caseward.kernel import references


def new(kind: references.Kind) -> str:
    """A reference of the kind in its stored form ("C7K3Q9F4M")."""
    return references.reference(kind, number=secrets.randbelow(references.NUMBERS))
