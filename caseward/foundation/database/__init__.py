"""PostgreSQL for Caseward: where it listens, who may log in, and the server that needs no administrator.

`address` says where the database is, `server` runs PostgreSQL's own programs, `roles` prepares any server.
"""
