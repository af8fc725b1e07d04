"""Addresses of single entries."""

from django.urls import path

from caseward.chronology import views


app_name = "chronology"

urlpatterns = [
    path("entries/<uuid:entry_id>/", views.entry_file, name="entry"),
    path("entries/<uuid:entry_id>/add/", views.entry_add, name="add"),
    path("entries/<uuid:entry_id>/correct/", views.entry_correct, name="correct"),
    path("entries/<uuid:entry_id>/another-account/", views.entry_account, name="account"),
    path("entries/<uuid:entry_id>/same-event/", views.entry_join, name="join"),
    path("same-event/<uuid:same_event_id>/", views.same_event, name="same-event"),
]
