"""Work done outside a request: jobs put down in the command's own transaction, and messages that cannot be lost."""
