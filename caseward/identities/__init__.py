"""The link between a person's earlier and later identity: held by two custodians, opened by both for minutes."""
