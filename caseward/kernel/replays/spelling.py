"""How a name is compared that somebody typed."""

import re


def spoken(word: str) -> str:
    """A name as it is compared: small letters, hyphens between words."""
    return "-".join(word.strip().lower().replace("_", " ").replace("-", " ").split())


def bare(word: str) -> str:
    """A title as it is compared: its words alone, without what stands between them."""
    return "-".join(re.findall("[a-z0-9]+", word.lower()))
