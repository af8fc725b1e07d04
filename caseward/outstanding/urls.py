"""Addresses of what is outstanding."""

from django.urls import path

from caseward.outstanding import views


app_name = "outstanding"

urlpatterns = [
    path("outstanding/", views.register, name="register"),
    path("cases/<uuid:case_id>/outstanding/", views.of_case, name="of-case"),
    path("cases/<uuid:case_id>/outstanding/enter/", views.enter, name="enter"),
    path("outstanding/<uuid:item_id>/", views.item, name="item"),
    path("outstanding/<uuid:item_id>/attempt/", views.attempt, name="attempt"),
    path("outstanding/<uuid:item_id>/review/", views.review, name="review"),
    path("outstanding/<uuid:item_id>/end/", views.end, name="end"),
]
