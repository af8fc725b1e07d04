"""The kit's own addresses."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path
from django.views.i18n import set_language

from caseward.ui import drafts, views
from caseward.ui.gallery import views as gallery
from caseward.ui.policy import REPORTS


app_name = "ui"

urlpatterns = [
    path("ui/", gallery.components, name="gallery"),
    path("ui/form/", gallery.form, name="gallery_form"),
    path("ui/case/", gallery.case, name="gallery_case"),
    path("ui/work/", gallery.work, name="gallery_work"),
    path("ui/referral/", gallery.referral, name="gallery_referral"),
    path("ui/public/", gallery.public, name="gallery_public"),
    path("ui/ending/<str:name>/", gallery.ending, name="gallery_ending"),
    path("drafts/", drafts.save, name="drafts"),
    path("drafts/discard/", drafts.discard, name="discard_draft"),
    path(REPORTS.removeprefix("/"), views.csp_report, name="csp_reports"),
    path("language/", login_not_required(set_language), name="language"),
    path("help/", views.about, {"subject": "help"}, name="help"),
    path("accessibility/", views.about, {"subject": "accessibility"}, name="accessibility"),
    path("privacy/", views.about, {"subject": "privacy"}, name="privacy"),
    path("licence/", views.about, {"subject": "licence"}, name="licence"),
]
