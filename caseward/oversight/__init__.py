"""Oversight: the ledger as inspectors read it, who did what and when, and never what it says."""
