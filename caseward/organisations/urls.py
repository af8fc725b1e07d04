"""Addresses of forces, units and partners."""

from django.urls import path

from caseward.organisations import views


app_name = "organisations"

urlpatterns = [
    path("administration/units/", views.units, name="units"),
    path("administration/units/new/", views.unit_new, name="unit-new"),
    path("administration/forces/new/", views.force_new, name="force-new"),
    path("administration/partners/", views.partners, name="partners"),
    path("administration/partners/new/", views.partner_new, name="partner-new"),
]
