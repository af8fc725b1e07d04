"""Addresses of what is said of one record and of two."""

from django.urls import path

from caseward.nominals.views import associates, contacts, details, pairs, safety, similar


app_name = "nominals"

urlpatterns = [
    path("people/similar/", similar.similar, name="similar"),
    path("people/<uuid:nominal_id>/details/add/", details.add, name="add-detail"),
    path("people/<uuid:nominal_id>/associates/", associates.associates, name="associates"),
    path("people/<uuid:nominal_id>/associates/add/", associates.add, name="add-relation"),
    path("people/<uuid:nominal_id>/associates/<uuid:relation_id>/end/", associates.end, name="end-relation"),
    path(
        "people/<uuid:nominal_id>/associates/<uuid:relation_id>/correct/",
        associates.correct,
        name="correct-relation",
    ),
    path("people/<uuid:nominal_id>/contacts/", contacts.contacts, name="contacts"),
    path("people/<uuid:nominal_id>/safe-contact/", safety.safety, name="safety"),
    path("details/<uuid:detail_id>/end/", details.end, name="end-detail"),
    path("people/<uuid:nominal_id>/compare/", pairs.compare, name="compare"),
    path("people/<uuid:nominal_id>/with/<uuid:other_id>/", pairs.two, name="two"),
]
