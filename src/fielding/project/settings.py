"""Django's settings; whatever an operator may set is read through `surroundings`."""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from fielding.project import surroundings
from fielding.project.databases import administrator, database_name, databases, sign_in
from fielding.project.own_sign_in import oidc_apps, oidc_origins
from fielding.project.secret import database_password, web_secret
from fielding.store.provision import SEQUENCER, WEB

_ENVIRONMENT = os.environ
_WEB = Path(__file__).parents[1] / "web"

# --- what the hub reads -------------------------------------------------------------------------
FIELDING_VAR = surroundings.VAR.value(_ENVIRONMENT)
FIELDING_KEYS = surroundings.KEYS.value(_ENVIRONMENT) or FIELDING_VAR / "keys"
FIELDING_ORIGIN = surroundings.ORIGIN.value(_ENVIRONMENT)
FIELDING_SERVICES = surroundings.SERVICES.value(_ENVIRONMENT)
FIELDING_REFERENCE = surroundings.REFERENCE.value(_ENVIRONMENT)
FIELDING_SORT_CODES = surroundings.SORT_CODES.value(_ENVIRONMENT)
FIELDING_BACKUP_DAYS = surroundings.BACKUP_DAYS.value(_ENVIRONMENT)
FIELDING_DATABASE_URL = surroundings.DATABASE_URL.value(_ENVIRONMENT)

# --- who may reach it ---------------------------------------------------------------------------
DEBUG = False
SECRET_KEY = web_secret(FIELDING_KEYS)
ALLOWED_HOSTS = list(surroundings.HOSTS.value(_ENVIRONMENT))
_OVER_HTTPS = surroundings.over_https(_ENVIRONMENT)
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if _OVER_HTTPS else []
CSRF_COOKIE_SECURE = SESSION_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _OVER_HTTPS
CSRF_COOKIE_SAMESITE = SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fielding.web.faults.expired_form"
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if _OVER_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
# A report is text: two megabytes are far more than all questions together can hold.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500
# An uploaded file stays in memory: Django would write one of 2.5 MB to the disk, readable.
FILE_UPLOAD_HANDLERS = ["fielding.web.uploads.StaffUploads"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 101 * 1024 * 1024  # the files of a handover are the largest
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],  # a passkey's challenge is fetched by script
        "form-action": [SELF, *oidc_origins(_ENVIRONMENT)],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- what it is made of -------------------------------------------------------------------------
ROOT_URLCONF = "fielding.project.urls"
WSGI_APPLICATION = "fielding.project.wsgi.application"
FIELDING_WEB_SERVER = "fielding.project.web_server"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "fielding.store",
]
MIDDLEWARE = [
    "fielding.api.middleware.problems_for_programs",
    "fielding.web.middleware.plain_faults",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "fielding.web.middleware.choose_language",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "fielding.web.staff.sessions.end_old_sessions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
FIELDING_ADMINISTRATOR = administrator(FIELDING_DATABASE_URL, FIELDING_VAR)
FIELDING_DATABASE_NAME = database_name(FIELDING_DATABASE_URL)
FIELDING_PASSWORDS = {role: database_password(FIELDING_KEYS, role) for role in (WEB, SEQUENCER)}
FIELDING_SEQUENCER = sign_in(FIELDING_DATABASE_URL, FIELDING_VAR, FIELDING_KEYS, SEQUENCER)
DATABASES = databases(FIELDING_DATABASE_URL, FIELDING_VAR, FIELDING_KEYS)
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [_WEB / "templates"],
        "OPTIONS": {
            "environment": "fielding.web.environment.environment",
            "context_processors": [
                "fielding.web.surface.surface",
                "fielding.web.staff.frame.frame",
            ],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]

# --- sign-in of staff ---------------------------------------------------------------------------
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "staff-home"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "fielding.web.staff.adapters.Accounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
MFA_ADAPTER = "fielding.web.staff.adapters.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not _OVER_HTTPS
SOCIALACCOUNT_ADAPTER = "fielding.web.staff.adapters.OwnSignIn"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": oidc_apps(_ENVIRONMENT)}}
# Half an hour without a request ends a session; ten hours end it in any case.
SESSION_COOKIE_AGE = 30 * 60
SESSION_SAVE_EVERY_REQUEST = True
FIELDING_LONGEST_SESSION = 10 * 3600

# Sign-in tries and forms that were done, shared by the workers of this machine; nothing that
# anybody typed. With more files than this, some are thrown away by chance.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": FIELDING_VAR / "counts",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# --- language, time, files ----------------------------------------------------------------------
LANGUAGE_CODE = "en-gb"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
STATIC_URL = "/static/"
STATICFILES_DIRS = [_WEB / "static"]
# Served straight from the package by WhiteNoise: there is no collecting step to forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600

# Request lines may hold nothing of a report (answers travel in bodies only), and bodies are never
# logged; Django's own request log is kept to faults.
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"handlers": [], "level": "ERROR", "propagate": True},
        "django.security.DisallowedHost": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
