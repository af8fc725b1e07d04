"""Settings, read from top to bottom; every secret comes from the environment, and no environment has a name here."""

from pathlib import Path

from caseward.config import environment
from caseward.foundation.database.address import database_settings
from caseward.foundation.operating import logs
from caseward.ui import policy


env = environment.read()

ROOT = Path(__file__).resolve().parents[2]
DATA = env.path("CASEWARD_DATA", default=ROOT / "var")

# --- Who we are to the outside -----------------------------------------------------------------------------------

DEBUG = False
SECRET_KEY = env.secret("CASEWARD_SECRET_KEY", file=DATA / "secrets" / "secret-key")
SECRET_KEY_FALLBACKS = env.words("CASEWARD_SECRET_KEY_FALLBACKS", default=[])  # read, and never signed with
ALLOWED_HOSTS = env.words("CASEWARD_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
SECURE = env.flag("CASEWARD_HTTPS", default=False)

# --- What the house is made of -----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "csp",
    "govuk_frontend_django",
    "procrastinate.contrib.django",
    "caseward.foundation.access",
    "caseward.foundation.catalogue",
    "caseward.foundation.ledger",
    "caseward.foundation.records",
    "caseward.foundation.receipts",
    "caseward.foundation.drafts",
    "caseward.foundation.storage",
    "caseward.foundation.jobs",
    "caseward.foundation.operating",
    "caseward.ui",
    "caseward.accounts",
    "caseward.organisations",
    "caseward.workforce",
    "caseward.obligations",
    "caseward.decisions",
    "caseward.chronology",
    "caseward.provision",
    "caseward.nominals",
    "caseward.characteristics",
    "caseward.referrals",
    "caseward.cases",
    "caseward.identities",
    "caseward.compartments",
    "caseward.corrections",
    "caseward.outstanding",
    "caseward.enquiries",
    "caseward.engagements",
    "caseward.threats",
    "caseward.panels",
    "caseward.notices",
    "caseward.tripwires",
    "caseward.oversight",
    "caseward.demo",
    "allauth",
    "allauth.account",
    "allauth.mfa",
]

MIDDLEWARE = [
    "caseward.foundation.operating.middleware.logged.Logged",
    "caseward.ui.middleware.headers.SecurityHeaders",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "caseward.ui.middleware.origin.SameOriginOnly",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "caseward.accounts.entrance.middleware.Identity",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "caseward.ui.middleware.signed.SignedRequests",
    "caseward.ui.middleware.kept.KeepTyped",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "caseward.ui.middleware.errors.Translation",
]

ROOT_URLCONF = "caseward.config.urls"
WSGI_APPLICATION = "caseward.config.wsgi.application"
FORM_RENDERER = "caseward.ui.forms.renderer.Renderer"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "caseward.ui.context.page",
            ],
        },
    },
]

CASEWARD_DEMO = env.flag("CASEWARD_DEMO", default=False)
CASEWARD_PLACES = {
    "home": "cases:work",
    "sign_in": "account_login",
    "sign_out": "account_logout",
    "account": "accounts:mine",
    "notices": "notices:mine",
}

# --- The database ------------------------------------------------------------------------------------------------

DATABASES = {"default": database_settings(env.values)}

# --- People who sign in ------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["caseward.accounts.entrance.backend.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

SESSION_ENGINE = "caseward.accounts.entrance.store"
SESSION_COOKIE_NAME = "__Host-session" if SECURE else "session"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_HTTPONLY = True

# Every worker counts attempts in the same place.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    },
}

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "caseward.accounts.entrance.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "caseward.accounts.forms.SignIn",
    "reauthenticate": "caseward.accounts.forms.ConfirmPassword",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = [
    "username*",
    "password1*",
]  # there is no sign-up; allauth checks that the two settings agree
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "5/10m/key", "reauthenticate": "10/m/user"}
MFA_ADAPTER = "caseward.accounts.entrance.factors.Adapter"
MFA_FORMS = {
    "authenticate": "caseward.accounts.forms.Code",
    "reauthenticate": "caseward.accounts.forms.ConfirmCode",
    "activate_totp": "caseward.accounts.forms.ActivateApp",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Caseward"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("CASEWARD_TRUSTED_PROXIES", default=0)

# --- The ledger --------------------------------------------------------------------------------------------------

LEDGER_ORIGIN = env.text("CASEWARD_ORIGIN", default="caseward.local/ledger")
LEDGER_KEY_FILE = env.path("CASEWARD_LEDGER_KEY_FILE", default=DATA / "secrets" / "ledger.pem")
LEDGER_WITNESS = env.path("CASEWARD_WITNESS", default=DATA / "witness")

# --- Language and time -------------------------------------------------------------------------------------------

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English"), ("cy", "Cymraeg")]
TIME_ZONE = "Europe/London"
USE_TZ = True

# --- Files -------------------------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [ROOT / "frontend" / "dist"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.InMemoryStorage"
    },  # records keep files in foundation.storage only
    "staticfiles": {"BACKEND": "caseward.ui.staticfiles.Storage"},
}
FILES_FOLDER = env.path("CASEWARD_FILES", default=DATA / "files")
FILES_LARGEST = 20_000_000  # the one figure: forms, pages and both readers take it from here
FILES_LARGEST_REQUEST = 64_000_000  # a larger file still comes back with its form and its sentence
FILES_SCANNER = env.text(
    "CASEWARD_SCANNER", default=""
)  # the socket of a clamd; without one files are not scanned
MASTER_KEY_FILE = env.path("CASEWARD_MASTER_KEY_FILE", default=DATA / "secrets" / "master.key")
# Never made by itself but for the demonstration: whoever keeps it gives it.
IDENTITY_KEY_FILE = env.path("CASEWARD_IDENTITY_KEY_FILE", default=DATA / "secrets" / "identity.key")
FILE_UPLOAD_HANDLERS = ["caseward.foundation.storage.uploads.BoundedMemory"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# --- What leaves the house ---------------------------------------------------------------------------------------

PUBLIC_ADDRESS = env.text("CASEWARD_ADDRESS", default="http://127.0.0.1:8000")
OUTBOX_CONTACTS = env.text("CASEWARD_OUTBOX_CONTACTS", default="")
DEFAULT_FROM_EMAIL = env.text("CASEWARD_FROM", default="caseward@localhost")
EMAIL_BACKEND = f"django.core.mail.backends.{'filebased' if CASEWARD_DEMO else 'smtp'}.EmailBackend"
EMAIL_FILE_PATH = DATA / "outbox"
EMAIL_HOST = env.text("CASEWARD_MAIL_HOST", default="localhost")
EMAIL_TIMEOUT = 10

# --- What the browser may do with our pages ----------------------------------------------------------------------

CONTENT_SECURITY_POLICY = policy.CONTENT_SECURITY_POLICY
SECURE_REFERRER_POLICY = SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "caseward.ui.errors.csrf_failure"

# --- What whoever runs it reads ----------------------------------------------------------------------------------

LOGGING = logs.configuration(env.text("CASEWARD_LOG_FILE", default=""))

# Off unless asked: the web server's counts, on this port of the loopback.
if env.number("CASEWARD_METRICS_PORT", default=0):
    MIDDLEWARE.insert(1, "caseward.foundation.operating.middleware.counted.Counted")
