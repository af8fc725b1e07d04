"""Typed entry points of the ledger."""
