"""What keeps a backup from being made or restored."""


class NotDone(Exception):
    """Nothing was done, or not all of it; the message is a sentence for the operator."""
