"""Keys under which a person is found at all, before anything is compared: two records that share one are candidates."""

from caseward.kernel import dates, identifiers
from caseward.kernel.identity import names
from caseward.kernel.identity.people import Name, Person


_EVERY_INITIAL = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")


def name_keys(name: Name) -> frozenset[str]:
    """The sounds of both parts together, so that a name is found when its parts have changed places."""
    return names.keys(name.forenames) | names.keys(name.surname)


def blocking_keys(person: Person) -> frozenset[str]:
    """All keys of a person: "n:" sounds of names, "b:" date of birth with an initial, "i:" identifiers.

    The date has day and month in rising order, so that 3 April and 4 March share a key; a person without any name
    has every initial. Phone numbers and e-mail addresses are identifiers; UPRN stands for a home. Postcodes and
    partial dates are no keys: too many people share them.
    """
    sounds = frozenset(f"n:{key}" for name, _ in person.names for key in name_keys(name))
    known = frozenset(
        f"i:{one.kind}:{one.canonical}" for one in person.identifiers if one.kind not in _SHARED
    )
    return sounds | _birth_keys(person) | known


def _birth_keys(person: Person) -> frozenset[str]:
    born = person.born
    if born is None or born.precision is not dates.Precision.DAY:
        return frozenset()
    low, high = sorted((born.earliest.day, born.earliest.month))
    parts = [part for name, _ in person.names for part in (name.forenames, name.surname)]
    initials = frozenset(initial for part in parts for initial in names.initials(part)) or _EVERY_INITIAL
    return frozenset(f"b:{born.earliest.year:04}-{low:02}-{high:02}:{initial}" for initial in initials)


_SHARED = frozenset({identifiers.Kind.POSTCODE})
