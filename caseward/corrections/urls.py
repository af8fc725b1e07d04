"""Addresses of corrections."""

from django.urls import path

from caseward.corrections import views


app_name = "corrections"

urlpatterns = [
    path("details/<uuid:detail_id>/correct/", views.correct, name="correct"),
    path("cases/<uuid:case_id>/corrections/", views.corrections, name="read"),
]
