"""How a name is compared that somebody typed."""


def spoken(word: str) -> str:
    """A name as it is compared: small letters, hyphens between words."""
    return "-".join(word.strip().lower().replace("_", " ").replace("-", " ").split())
