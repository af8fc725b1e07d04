"""Nothing typed is lost: drafts kept for their writer alone, outside the ledger because nothing has happened yet."""
