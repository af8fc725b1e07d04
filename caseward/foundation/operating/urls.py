"""Addresses for machines that watch this one."""

from django.urls import path

from caseward.foundation.operating import views


app_name = "operating"

urlpatterns = [
    path("healthz", views.alive, name="alive"),
    path("readyz", views.ready, name="ready"),
]
