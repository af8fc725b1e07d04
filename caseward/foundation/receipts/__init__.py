"""Idempotency receipts of commands."""
