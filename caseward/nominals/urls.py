"""Addresses of what is said of two records."""

from django.urls import path

from caseward.nominals.views import pairs, similar


app_name = "nominals"

urlpatterns = [
    path("people/similar/", similar.similar, name="similar"),
    path("people/<uuid:nominal_id>/compare/", pairs.compare, name="compare"),
    path("people/<uuid:nominal_id>/with/<uuid:other_id>/", pairs.two, name="two"),
]
