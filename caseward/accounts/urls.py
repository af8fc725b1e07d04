"""Addresses of the door and of one's own account; allauth looks for those without a prefix by their names."""

from django.urls import URLPattern, URLResolver, include, path

from caseward.accounts import views


own = [
    path("signed-out/", views.signed_out, name="signed-out"),
    path("account/", views.mine, name="mine"),
    path("account/password/", views.password, name="password"),
    path("account/first-password/", views.first_password, name="first-password"),
    path("account/first-second-factor/", views.first_factor, name="first-factor"),
    path("account/sessions/<uuid:session_id>/end/", views.end_session, name="end-session"),
    path("account/sessions/end/", views.end_everywhere, name="end-everywhere"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "accounts"))),
    path("sign-in/", views.SignIn.as_view(), name="account_login"),
    path("sign-in/code/", views.SignInCode.as_view(), name="mfa_authenticate"),
    path("sign-out/", views.sign_out, name="account_logout"),
    path("account/confirm/", views.ConfirmPassword.as_view(), name="account_reauthenticate"),
    path("account/confirm/code/", views.ConfirmCode.as_view(), name="mfa_reauthenticate"),
    path("account/confirm/key/", views.ConfirmKey.as_view(), name="mfa_reauthenticate_webauthn"),
    path("account/second-factor/", views.Factors.as_view(), name="mfa_index"),
    path("account/second-factor/app/add/", views.AddApp.as_view(), name="mfa_activate_totp"),
    path("account/second-factor/app/remove/", views.RemoveApp.as_view(), name="mfa_deactivate_totp"),
    path("account/second-factor/keys/add/", views.AddKey.as_view(), name="mfa_add_webauthn"),
    path(
        "account/second-factor/keys/<int:pk>/remove/", views.RemoveKey.as_view(), name="mfa_remove_webauthn"
    ),
    path("account/second-factor/codes/", views.RecoveryCodes.as_view(), name="mfa_view_recovery_codes"),
    path(
        "account/second-factor/codes/new/",
        views.NewRecoveryCodes.as_view(),
        name="mfa_generate_recovery_codes",
    ),
]
