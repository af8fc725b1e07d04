"""Addresses of identity links."""

from django.urls import path

from caseward.identities import views


app_name = "identities"

LINK = "identity-links/<uuid:link_id>/"
OPENING = f"{LINK}openings/<uuid:opening_id>/"

urlpatterns = [
    path("identity-links/", views.link_list, name="list"),
    path("identity-links/make/", views.propose, name="propose"),
    path(LINK, views.link, name="link"),
    path(f"{LINK}confirm/", views.confirm, name="confirm"),
    path(f"{LINK}ask/", views.ask, name="ask"),
    path(f"{LINK}question/", views.question, name="question"),
    path(f"{LINK}endings/<uuid:ending_id>/", views.end, name="end"),
    path(f"{OPENING}answer/", views.answer, name="answer"),
    path(OPENING, views.opened, name="opened"),
    path(f"{OPENING}close/", views.close, name="close"),
]
