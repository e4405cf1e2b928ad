"""Settings of the desk, from the environment alone; `website.serving` sets it for the embedded database.

DATABASE_URL: where the desk's own role reaches PostgreSQL. UPSTANDER_SECRET: signs sessions, 50 characters or more.
UPSTANDER_HOSTS: names under which the desk is reached, with commas. UPSTANDER_PLAIN: "1" where there is no TLS (this
machine only).
"""

import os
from pathlib import Path

from csp.constants import NONE, SELF
from psycopg.conninfo import conninfo_to_dict

HERE = Path(__file__).parent
FRONTEND = HERE / "frontend"

SECRET_KEY = os.environ.get("UPSTANDER_SECRET", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("UPSTANDER_HOSTS", "localhost,127.0.0.1").split(",")
PLAIN = os.environ.get("UPSTANDER_PLAIN") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "upstander.access",
    "upstander.casework",
    "upstander.website",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "upstander.website.headers.NothingKept",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "upstander.website.middleware.InOneTransaction",  # last: it answers the view itself
]
ROOT_URLCONF = "upstander.website.urls"
WSGI_APPLICATION = "upstander.website.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": ["django.template.context_processors.request", "upstander.website.layout.layout"]
        },
    }
]


def _database(url: str) -> dict[str, object]:
    """Django's form of a PostgreSQL address; a socket's folder stands in it as host."""
    parts = conninfo_to_dict(url) if url else {}
    named = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}
    return {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 60} | {
        ours: str(parts.get(theirs, "")) for ours, theirs in named.items()
    }


DATABASES = {"default": _database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds: a shift
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN
CSRF_COOKIE_HTTPONLY = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

STATIC_URL = "/static/"
STATICFILES_DIRS = [
    ("desk", FRONTEND / "built"),
    ("govuk", FRONTEND / "node_modules/govuk-frontend/dist/govuk"),
    ("moj", FRONTEND / "node_modules/@ministryofjustice/frontend/moj/assets"),
]
WHITENOISE_USE_FINDERS = True

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
