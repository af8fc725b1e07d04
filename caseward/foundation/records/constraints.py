"""Facts that travel together are held together, whoever writes."""

from django.db.models import CheckConstraint, Q


LONGEST_NAME = 63  # PostgreSQL cuts a longer one


def together(app_model: str, *fields: str) -> CheckConstraint:
    """All of the fields are known or none is; `app_model` prefixes the name ("cases_case")."""
    none = Q(**{f"{field}__isnull": True for field in fields})
    known = Q(**{f"{field}__isnull": False for field in fields})
    name = f"{app_model}_{'_and_'.join(fields)}_together"
    short = f"{app_model}_{fields[0]}_and_others_together"
    return CheckConstraint(name=name if len(name) <= LONGEST_NAME else short, condition=none | known)
