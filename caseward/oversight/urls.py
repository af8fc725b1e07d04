"""Addresses of oversight."""

from django.urls import path

from caseward.oversight.views import diaries, ledgers, lines, samples, unused


app_name = "oversight"

urlpatterns = [
    path("looks/unused/", unused.unused, name="unused"),
    path("ledger/", ledgers.ledger, name="ledger"),
    path("diaries/", diaries.diaries, name="diaries"),
    path("diaries/records/<uuid:record_id>/", diaries.diary_of_record, name="diary-of-record"),
    path("diaries/officers/<uuid:officer_id>/", diaries.diary_of_officer, name="diary-of-officer"),
    path("diaries/my-address/", lines.my_address, name="my-address"),
    path("looks/", lines.lines, name="lines"),
    path("looks/<uuid:line_id>/", lines.line, name="line"),
    path("looks/samples/", samples.samples, name="samples"),
    path("looks/samples/<uuid:sample_id>/", samples.sample, name="sample"),
    path("looks/samples/<uuid:sample_id>/sign/", samples.sign, name="sign-week"),
    path("looks/famous-names/", lines.famous_names, name="famous-names"),
    path("looks/famous-names/<uuid:name_id>/drop/", lines.famous_name_drop, name="famous-name-drop"),
    path("looks/decoys/", lines.decoys, name="decoys"),
    path("looks/decoys/<uuid:decoy_id>/unmark/", lines.decoy_unmark, name="decoy-unmark"),
]
