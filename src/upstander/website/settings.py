"""Settings of the desk, from the environment alone; `website.serving` sets it for the embedded database.

DATABASE_URL: where the desk's own role reaches PostgreSQL. UPSTANDER_SECRET: signs sessions, 50 characters or more.
UPSTANDER_KEYS: the file of keys that seal what is written (access/sealed.py). UPSTANDER_HOSTS: names under which the
desk is reached, with commas. UPSTANDER_PLAIN: "1" where there is no TLS (this machine only). UPSTANDER_BEHIND_PROXY:
"1" where a proxy of this machine speaks TLS, and says so in X-Forwarded-Proto, which it takes from nobody else.
UPSTANDER_INTELLIGENCE: a force's own words of intelligence reports in place of casework/intelligence.toml, where it
has any. UPSTANDER_RECORDS: the store of records from which pages tell of training, vetting and talks.
UPSTANDER_RECIPIENTS: the door's file of public keys, by which a report is handed over outside the force, and a name
that is typed in is sealed to the custodians. UPSTANDER_RETENTION: a force's own periods in place of
casework/retention.toml. UPSTANDER_EXPECTED: what a force asks of its people, in place of workforce/workforce.toml.
UPSTANDER_COURSES: a folder of a force's own courses and guidance, beside those of workforce/courses.
UPSTANDER_REGISTERS: the same of its registers, in place of workforce/registers.toml.
UPSTANDER_HEALTH_CHECKS: what is asked in an integrity health check, in place of workforce/integrity/questions.toml.
UPSTANDER_CASES: folders of cases that `upstander library read` wrote, told apart as in PATH.
UPSTANDER_SCAN: the folder of the last scan, of which the assessment of data protection tells. UPSTANDER_PROCESSING: a
force's answers to what that assessment asks (website/processing/processing.toml).
"""

import os
from pathlib import Path

from upstander.govuk.headers import OUR_OWN_ALONE
from upstander.reporting.database import database

HERE = Path(__file__).parent
FRONTEND = HERE.parent / "govuk" / "frontend"

SECRET_KEY = os.environ.get("UPSTANDER_SECRET", "")
UPSTANDER_KEYS = os.environ.get("UPSTANDER_KEYS", "")
UPSTANDER_INTELLIGENCE = os.environ.get("UPSTANDER_INTELLIGENCE", "")
UPSTANDER_RECORDS = os.environ.get("UPSTANDER_RECORDS", "")
UPSTANDER_RETENTION = os.environ.get("UPSTANDER_RETENTION", "")
UPSTANDER_RECIPIENTS = os.environ.get("UPSTANDER_RECIPIENTS", "")
UPSTANDER_EXPECTED = os.environ.get("UPSTANDER_EXPECTED", "")
UPSTANDER_COURSES = os.environ.get("UPSTANDER_COURSES", "")
UPSTANDER_REGISTERS = os.environ.get("UPSTANDER_REGISTERS", "")
UPSTANDER_HEALTH_CHECKS = os.environ.get("UPSTANDER_HEALTH_CHECKS", "")
UPSTANDER_CASES = os.environ.get("UPSTANDER_CASES", "")
UPSTANDER_SCAN = os.environ.get("UPSTANDER_SCAN", "")
UPSTANDER_PROCESSING = os.environ.get("UPSTANDER_PROCESSING", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("UPSTANDER_HOSTS", "localhost,127.0.0.1").split(",")
PLAIN = os.environ.get("UPSTANDER_PLAIN") == "1"
BEHIND_PROXY = os.environ.get("UPSTANDER_BEHIND_PROXY") == "1"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "upstander.govuk",
    "upstander.access",
    "upstander.reporting",
    "upstander.casework",
    "upstander.workforce",
    "upstander.learning",
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
    "upstander.govuk.headers.NothingKept",
    "upstander.access.sessions.InItsTime",
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


FORM_RENDERER = "upstander.govuk.renderer.GovukRenderer"

DATABASES = {"default": database(os.environ.get("DATABASE_URL", ""))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "access.Account"
AUTHENTICATION_BACKENDS = ["upstander.access.passwords.ByPassword"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "name")},
    },
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "start"
SESSION_ENGINE = "upstander.access.session_store"
SESSION_COOKIE_AGE = 8 * 60 * 60  # seconds; access/sessions.py ends a session earlier
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not PLAIN
CSRF_COOKIE_HTTPONLY = True
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60

CONTENT_SECURITY_POLICY = OUR_OWN_ALONE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

STATIC_URL = "/static/"
STATICFILES_DIRS = [
    ("desk", FRONTEND / "built"),
    ("scripts", FRONTEND / "scripts"),
    ("govuk", FRONTEND / "node_modules/govuk-frontend/dist/govuk"),
    ("moj", FRONTEND / "node_modules/@ministryofjustice/frontend/moj/assets"),
]
WHITENOISE_USE_FINDERS = True

FILE_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024  # bytes: a file that is kept stands nowhere unsealed, not for a moment

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
