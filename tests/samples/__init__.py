"""Sample documents made in Python: forms of synthetic people, as Word, ODT and PDF, and files that mean harm."""
