"""What stops the setting up, said in a sentence with its remedy."""


class Unmet(Exception):
    """Something is missing that this machine's owner has to provide; the message says exactly what."""
