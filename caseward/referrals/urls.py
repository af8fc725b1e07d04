"""The addresses of referrals, and of the page on which anybody may refer."""

from django.urls import path

from caseward.referrals.views import (
    checking,
    clarifying,
    deconflicting,
    identifying,
    lists,
    public,
    reaching,
    reviewing,
    starting,
    whole,
)


app_name = "referrals"

urlpatterns = [
    path("refer/", public.refer, name="refer"),
    path("refer/received/", public.receipt, name="receipt"),
    path("referrals/", lists.queue, name="queue"),
    path("referrals/letterbox/", lists.letterbox, name="letterbox"),
    path("referrals/letterbox/<uuid:submission_id>/open/", starting.open_one, name="open"),
    path("referrals/start/", starting.start, name="start"),
    path("referrals/start/typed/", starting.take, name="take"),
    path("referrals/start/upload/", starting.upload, name="upload"),
    path("referrals/<uuid:referral_id>/", whole.file, name="file"),
    path("referrals/<uuid:referral_id>/original/", whole.original, name="original"),
    path("referrals/<uuid:referral_id>/check/", checking.check, name="check"),
    path("referrals/<uuid:referral_id>/check/<str:field>/", checking.correct, name="correct"),
    path("referrals/<uuid:referral_id>/acknowledge/", checking.acknowledge, name="acknowledge"),
    path("referrals/<uuid:referral_id>/safe-contact/", reaching.safe_contact, name="safe-contact"),
    path("referrals/<uuid:referral_id>/immediate-risk/", checking.risk, name="risk"),
    path("referrals/<uuid:referral_id>/person/", identifying.identity, name="identity"),
    path("referrals/<uuid:referral_id>/person/settle/", identifying.settle, name="settle"),
    path("referrals/<uuid:referral_id>/person/<uuid:nominal_id>/", identifying.answer, name="answer"),
    path("referrals/<uuid:referral_id>/clarify/", clarifying.clarify, name="clarify"),
    path(
        "referrals/<uuid:referral_id>/clarify/<uuid:clarification_id>/reply/", clarifying.reply, name="reply"
    ),
    path("referrals/<uuid:referral_id>/deconflict/", deconflicting.deconflict, name="deconflict"),
    path("referrals/<uuid:referral_id>/earlier/", reviewing.review_repeat, name="review_repeat"),
]
