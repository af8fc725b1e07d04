"""Who may know of what: memberships of compartments, capabilities inside them, exclusions before both."""

from caseward.kernel.access.actors import Actor, may_view
from caseward.kernel.access.capabilities import CAPABILITIES, Capability
from caseward.kernel.access.memberships import Membership, live
from caseward.kernel.access.roles import Role


__all__ = ["CAPABILITIES", "Actor", "Capability", "Membership", "Role", "live", "may_view"]
