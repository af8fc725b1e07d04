"""Addresses of sittings, their items and their minutes."""

from django.urls import path

from caseward.panels.views import items, minutes, sittings


app_name = "panels"

SITTING, ITEM = "sittings/<uuid:sitting_id>/", "sittings/items/<uuid:item_id>/"

urlpatterns = [
    path("sittings/", sittings.sittings, name="sittings"),
    path("sittings/arrange/", sittings.arrange, name="arrange"),
    path(SITTING, sittings.sitting, name="sitting"),
    path(f"{SITTING}member/", sittings.member, name="member"),
    path(f"{SITTING}minutes/", minutes.minutes, name="minutes"),
    path(f"{SITTING}approve/", minutes.approve, name="approve"),
    path(f"{SITTING}add/", minutes.add, name="add"),
    path(ITEM, items.item, name="item"),
    path(f"{ITEM}close/", items.close, name="close"),
    path(f"{ITEM}referrer/", items.referrer, name="referrer"),
    path(f"{ITEM}action/", items.action, name="action"),
    path(f"{ITEM}add/", minutes.add_to_item, name="add-to-item"),
    path("cases/<uuid:case_id>/sittings/", items.of_case, name="of-case"),
    path("cases/<uuid:case_id>/sittings/put-forward/", items.put_forward, name="put-forward"),
]
