"""Addresses of who may know."""

from django.urls import path

from caseward.compartments.views import emergencies, excluding, granting, markers, restricting, sharing


app_name = "compartments"

WHO = "cases/<uuid:case_id>/who/"

urlpatterns = [
    path("emergency/", emergencies.emergency, name="emergency"),
    path(f"{WHO}emergencies/", emergencies.review, name="review"),
    path(f"{WHO}grant/", granting.grant, name="grant"),
    path(f"{WHO}grants/<uuid:grant_id>/renew/", granting.renew, name="renew"),
    path(f"{WHO}grants/<uuid:grant_id>/end/", granting.end, name="end"),
    path(f"{WHO}conflict/", excluding.declare, name="declare"),
    path(f"{WHO}conflicts/", excluding.decide, name="decide"),
    path(f"{WHO}exclude/", excluding.exclude, name="exclude"),
    path(f"{WHO}restrict/", restricting.restrict, name="restrict"),
    path(f"{WHO}give-back/", restricting.give_back, name="give-back"),
    path(f"{WHO}parts/", sharing.parts, name="parts"),
    path(f"{WHO}parts/share/", sharing.share, name="share"),
    path(f"{WHO}parts/<uuid:record_id>/", sharing.mark, name="mark"),
    path(f"{WHO}readers/<uuid:part_id>/end/", sharing.end, name="end-part"),
    path("whom-to-call/", markers.marker, name="marker"),
    path("shared/", sharing.shared_with_me, name="shared"),
    path("shared/<uuid:case_id>/", sharing.shared_case, name="shared-case"),
    path("shared/<uuid:case_id>/files/<uuid:file_id>/", sharing.shared_file, name="shared-file"),
    path(f"{WHO}keys/", restricting.keys, name="keys"),
    path(f"{WHO}exclusions/<uuid:exclusion_id>/lift/", excluding.lift, name="lift"),
]
