"""Categories of data subject: what somebody is to one case, how they stand there, and what no longer fits."""

from caseward.kernel.categories.rules import Categories, Category, Doubt, RoleInCase


__all__ = ["Categories", "Category", "Doubt", "RoleInCase"]
