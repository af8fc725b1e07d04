"""Need-to-know: compartments, memberships, sessions and the one predicate that PostgreSQL enforces."""
