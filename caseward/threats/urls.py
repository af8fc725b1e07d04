"""Addresses of threats and incidents."""

from django.urls import path

from caseward.threats import views


app_name = "threats"

CASE = "cases/<uuid:case_id>/threats/"
ONE = "threats/<uuid:threat_id>/"

urlpatterns = [
    path(CASE, views.threats, name="list"),
    path(f"{CASE}record/", views.record, name="record"),
    path(f"{CASE}incident/", views.incident, name="incident"),
    path(f"{CASE}decide/", views.decide, name="decide"),
    path(f"{ONE}grade/", views.grade, name="grade"),
    path(f"{ONE}close/", views.close, name="close"),
    path(f"{ONE}source/", views.source, name="source"),
    path(f"{ONE}<slug:done>/", views.step, name="step"),
]
