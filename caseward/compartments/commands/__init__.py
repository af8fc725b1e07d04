"""The verbs of who may know."""

from caseward.compartments.commands.excluding import exclude_person, lift_exclusion
from caseward.compartments.commands.granting import end_grant, grant_access, renew_grant


__all__ = ["end_grant", "exclude_person", "grant_access", "lift_exclusion", "renew_grant"]
