"""What keeps the house from running, said to whoever started it."""


class Trouble(Exception):
    """Everything stops; the message says what happened and what to do."""
