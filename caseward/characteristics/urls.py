"""Addresses of equality characteristics."""

from django.urls import path

from caseward.characteristics import views


app_name = "characteristics"

urlpatterns = [
    path("people/<uuid:nominal_id>/equality/", views.ask, name="ask"),
    path("equality/", views.counts, name="counts"),
]
