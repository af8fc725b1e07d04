"""Addresses of the administration area and of a supervisor's unit."""

from django.urls import path

from caseward.workforce.views import absences, ranks
from caseward.workforce.views import administration as views


app_name = "workforce"

urlpatterns = [
    path("administration/", views.people, name="people"),
    path("administration/people/new/", views.account_new, name="account-new"),
    path("administration/people/<uuid:user_id>/", views.person, name="person"),
    path("administration/people/<uuid:user_id>/invite/", views.account_invite, name="invite"),
    path("administration/people/<uuid:user_id>/disable/", views.account_disable, name="disable"),
    path("administration/people/<uuid:user_id>/enable/", views.account_enable, name="enable"),
    path("administration/people/<uuid:user_id>/second-factors/", views.factors_remove, name="factors-remove"),
    path("administration/people/<uuid:user_id>/post/", views.posting_new, name="posting-new"),
    path("administration/people/<uuid:user_id>/vetting/", views.clearance_new, name="clearance-new"),
    path("administration/people/<uuid:user_id>/training/", views.training_new, name="training-new"),
    path("administration/people/<uuid:user_id>/rank/", ranks.rank_new, name="rank-new"),
    path("administration/ranks/<uuid:held_rank_id>/end/", ranks.rank_end, name="rank-end"),
    path("administration/postings/<uuid:posting_id>/end/", views.posting_end, name="posting-end"),
    path("administration/postings/<uuid:posting_id>/confirm/", views.posting_confirm, name="posting-confirm"),
    path(
        "administration/vetting/<uuid:clearance_id>/withdraw/",
        views.clearance_withdraw,
        name="clearance-withdraw",
    ),
    path("administration/units/<uuid:unit_id>/people/", views.unit_people, name="unit-people"),
    path("my-unit/", views.my_unit, name="my-unit"),
    path("colleagues/<uuid:user_id>/", views.colleague, name="colleague"),
    path("away/", absences.mine, name="away"),
    path("away/<uuid:user_id>/", absences.absences, name="absences"),
    path("away/<uuid:user_id>/new/", absences.absence_new, name="absence-new"),
    path("absences/<uuid:absence_id>/back/", absences.absence_end, name="absence-end"),
    path("absences/<uuid:absence_id>/cover/", absences.cover, name="cover"),
    path("cover/<uuid:cover_id>/", absences.cover_accept, name="cover-accept"),
    path("cover/<uuid:cover_id>/refuse/", absences.cover_refuse, name="cover-refuse"),
]
