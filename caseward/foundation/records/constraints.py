"""Facts that travel together are held together, whoever writes."""

from django.db.models import CheckConstraint, Q


def together(app_model: str, *fields: str) -> CheckConstraint:
    """All of the fields are known or none is; `app_model` prefixes the name ("cases_case")."""
    none = Q(**{f"{field}__isnull": True for field in fields})
    known = Q(**{f"{field}__isnull": False for field in fields})
    return CheckConstraint(name=f"{app_model}_{'_and_'.join(fields)}_together", condition=none | known)
