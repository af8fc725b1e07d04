"""Addresses of look-ups that touched somebody kept in silence."""

from django.urls import path

from caseward.tripwires import views


app_name = "tripwires"

urlpatterns = [
    path("look-ups/", views.trips, name="list"),
    path("look-ups/<uuid:trip_id>/", views.trip, name="trip"),
]
