"""Addresses of notices."""

from django.urls import path

from caseward.notices import views


app_name = "notices"

urlpatterns = [
    path("notices/", views.mine, name="mine"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/<uuid:notice_id>/read/", views.read, name="read"),
]
