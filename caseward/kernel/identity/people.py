"""Who is searched and who is found: only what may speak for two records being one person.

Sex, gender, ethnicity, nationality, religion and every other protected characteristic (Equality Act 2010 s.4) have
no place here, so that no match, order or score can depend on one. Age is here because a date of birth is.
"""

from dataclasses import dataclass

from caseward.kernel import dates
from caseward.kernel.identifiers import Identifier


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the two parts our forms have; a person with a single name fills either."""

    forenames: str = ""
    surname: str = ""

    def __bool__(self) -> bool:
        return bool(self.forenames.strip() or self.surname.strip())


@dataclass(frozen=True, slots=True)
class Address:
    """Where somebody lives or lived: the lines as given, and a postcode or the first half of one."""

    street: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """What one record says of one person; everything may be missing."""

    name: Name = Name()
    aliases: tuple[Name, ...] = ()
    born: dates.Born | None = None
    addresses: tuple[Address, ...] = ()
    identifiers: tuple[Identifier, ...] = ()

    @property
    def names(self) -> tuple[tuple[Name, bool], ...]:
        """Every name that says something, each with whether it is an alias; the main one first."""
        every = ((self.name, False), *((alias, True) for alias in self.aliases))
        return tuple((name, is_alias) for name, is_alias in every if name)
