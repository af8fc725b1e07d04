"""What can go wrong with a database before Caseward runs, said in sentences for whoever started it."""


class Unusable(Exception):
    """The database cannot be used as asked; the message says why and what to do about it."""
