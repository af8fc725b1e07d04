"""Addresses of oversight."""

from django.urls import path

from caseward.oversight.views import diaries, ledgers


app_name = "oversight"

urlpatterns = [
    path("ledger/", ledgers.ledger, name="ledger"),
    path("diaries/", diaries.diaries, name="diaries"),
    path("diaries/records/<uuid:record_id>/", diaries.diary_of_record, name="diary-of-record"),
    path("diaries/officers/<uuid:officer_id>/", diaries.diary_of_officer, name="diary-of-officer"),
]
