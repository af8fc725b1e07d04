"""Jobs, the outbox and notices."""
