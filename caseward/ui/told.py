"""What a kind of notice says: each app names its own in its presenters, as NOTICES."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence that names nobody, and the address to which the id of the record leads.

    The sentence is read by whoever was told, perhaps over somebody's shoulder: the record says the rest.
    """

    sentence: str | Promise
    place: str
