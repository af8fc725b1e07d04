"""Addresses of decisions."""

from django.urls import path

from caseward.decisions import views


app_name = "decisions"

urlpatterns = [
    path("decisions/<uuid:decision_id>/", views.decision_record, name="record"),
    path("decisions/<uuid:decision_id>/add/", views.decision_add, name="add"),
    path("decisions/<uuid:decision_id>/review/", views.decision_review, name="review"),
    path("decisions/<uuid:decision_id>/dissent/", views.decision_dissent, name="dissent"),
]
