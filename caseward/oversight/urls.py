"""Addresses of oversight."""

from django.urls import path

from caseward.oversight import views


app_name = "oversight"

urlpatterns = [path("ledger/", views.ledger, name="ledger")]
