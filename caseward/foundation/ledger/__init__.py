"""The ledger: who did what to which record, in words that no table of people needs to keep."""
