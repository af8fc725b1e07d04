"""The cases app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.obligations.vocabulary import Concerns, Owned
from caseward.ui.navigation import Place, SearchPlace


class CasesConfig(AppConfig):
    """Cases, and the work of those who own them."""

    name = "caseward.cases"
    label = "cases"
    navigation = (
        Place(title=_("My work"), url_name="cases:work", order=10),
        Place(title=_("People"), url_name="cases:find", capability="nominal.search", order=30),
        Place(title=_("Cases"), url_name="cases:list", capability="case.read", order=40),
        Place(title=_("Team"), url_name="cases:team", capability="team.read", order=50),
    )
    concerns = (Concerns("Case", person="nominal_id"),)
    owned = (Owned("Case", about=("pk", "referral_id")),)
    search = SearchPlace(
        url_name="cases:find", label=_("Find a person, case or reference"), capability="nominal.search"
    )
