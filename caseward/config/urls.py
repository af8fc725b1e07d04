"""Every address of the house."""

from django.urls import URLPattern, URLResolver, include, path


urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("caseward.foundation.operating.urls")),
    path("", include("caseward.ui.urls")),
    path("", include("caseward.accounts.urls")),
    path("", include("caseward.workforce.urls")),
    path("", include("caseward.organisations.urls")),
    path("", include("caseward.nominals.urls")),
    path("", include("caseward.characteristics.urls")),
    path("", include("caseward.referrals.urls")),
    path("", include("caseward.decisions.urls")),
    path("", include("caseward.chronology.urls")),
    path("", include("caseward.cases.urls")),
    path("", include("caseward.identities.urls")),
    path("", include("caseward.compartments.urls")),
    path("", include("caseward.corrections.urls")),
    path("", include("caseward.outstanding.urls")),
    path("", include("caseward.enquiries.urls")),
    path("", include("caseward.engagements.urls")),
    path("", include("caseward.threats.urls")),
    path("", include("caseward.panels.urls")),
    path("", include("caseward.notices.urls")),
    path("", include("caseward.tripwires.urls")),
    path("", include("caseward.oversight.urls")),
]

handler400 = "caseward.ui.errors.bad_request"
handler403 = "caseward.ui.errors.forbidden"
handler404 = "caseward.ui.errors.not_found"
handler500 = "caseward.ui.errors.broken"
