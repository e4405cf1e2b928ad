"""Settings of the door, from the environment alone. No sessions, no cookies, no accounts, no log of who came.

DATABASE_URL: where the door's role reaches PostgreSQL. UPSTANDER_DOOR_SECRET: seals what a form carries from page to
page, 50 characters or more. UPSTANDER_DOOR_HOSTS: names under which the door is reached, with commas.
UPSTANDER_BEHIND_PROXY: "1" where a proxy of this machine speaks TLS. What else a force arranges: arrangements.py.
"""

import os
from pathlib import Path

from upstander.govuk.headers import OUR_OWN_ALONE, not_kept
from upstander.reporting.database import database

FRONTEND = Path(__file__).parents[1] / "govuk" / "frontend"

SECRET_KEY = os.environ.get("UPSTANDER_DOOR_SECRET", "")
DEBUG = False
ALLOWED_HOSTS = os.environ.get("UPSTANDER_DOOR_HOSTS", "localhost,127.0.0.1").split(",")

INSTALLED_APPS = ["django.contrib.staticfiles", "django.forms", "upstander.govuk", "upstander.reporting"]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "upstander.govuk.headers.NothingKept",
    "upstander.reporting.middleware.Filled",
    "upstander.reporting.middleware.Bounded",
    "upstander.reporting.middleware.OwnForms",
]
ROOT_URLCONF = "upstander.reporting.urls"
WSGI_APPLICATION = "upstander.reporting.wsgi.application"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True, "OPTIONS": {}}]
FORM_RENDERER = "upstander.govuk.renderer.GovukRenderer"


# A database that was away for a moment costs nobody their words.
DATABASES = {"default": database(os.environ.get("DATABASE_URL", "")) | {"CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# No cookie says who a visitor is, so that a form of another site could use nothing of theirs; it could give them a page
# whose receipt somebody else knows (middleware.OwnForms).
SILENCED_SYSTEM_CHECKS = ["security.W003"]
if os.environ.get("UPSTANDER_BEHIND_PROXY") == "1":
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
CONTENT_SECURITY_POLICY = OUR_OWN_ALONE
SECURE_REFERRER_POLICY = "no-referrer"
X_FRAME_OPTIONS = "DENY"

STATIC_URL = "/static/"
STATICFILES_DIRS = [
    ("desk", FRONTEND / "built"),
    ("scripts", FRONTEND / "scripts"),
    ("govuk", FRONTEND / "node_modules/govuk-frontend/dist/govuk"),
]
WHITENOISE_USE_FINDERS = True
WHITENOISE_ADD_HEADERS_FUNCTION = not_kept

# Files go through memory alone, and no further than a whole request may be (middleware.MOST).
FILE_UPLOAD_HANDLERS = ["django.core.files.uploadhandler.MemoryFileUploadHandler"]
FILE_UPLOAD_MAX_MEMORY_SIZE = 33 << 20
DATA_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 60
DATA_UPLOAD_MAX_NUMBER_FILES = 20

# Django would write the path of what it could not answer, and mail what it could not do: neither is kept.
LOGGING_CONFIG = None

LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = False
