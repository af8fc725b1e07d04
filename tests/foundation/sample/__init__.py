"""A record and a note of no meaning, on which the door and the protection of tables are tried."""
