"""What can go wrong with something stored; each message is a sentence an officer may read."""


class Unreadable(Exception):
    """The stored bytes were changed, cut short, or belong to another record."""


class Erased(Exception):
    """The key is destroyed: nobody can read this again, and that was the intention."""


class NotStored(Exception):
    """The bytes could not be written whole, so none of them were kept."""


class MasterKeyWrong(Exception):
    """The master key is missing, malformed, readable by others, or not the one that locked this vault."""


class KeyApartWrong(Exception):
    """The key of rows that are locked apart is missing, malformed, the master key, or not the one that locked them."""
