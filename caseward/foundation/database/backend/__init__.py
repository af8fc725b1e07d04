"""Django's PostgreSQL backend, with the identity carried into every transaction."""
