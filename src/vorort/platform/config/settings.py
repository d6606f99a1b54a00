"""Settings of the platform, read from the environment (environment.py explains each of them)."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from vorort.platform.config import environment as env
from vorort.platform.config.database import database
from vorort.platform.config.secret import secret_key

PLATFORM = Path(__file__).resolve().parent.parent
VORORT_HOME = Path(env.text("VORORT_HOME")).resolve()

# --- What this installation is called and who answers for it
VORORT_TITLE = env.text("VORORT_TITLE")
VORORT_URL = env.text("VORORT_URL").rstrip("/")
VORORT_OPERATOR = [line.strip() for line in env.text("VORORT_OPERATOR").split("|") if line.strip()]
VORORT_CONTACT = env.text("VORORT_CONTACT")
VORORT_SOURCE_URL = env.text("VORORT_SOURCE_URL")
VORORT_DEMO = env.flag("VORORT_DEMO") or env.is_demo_home(VORORT_HOME)

# --- Security: strict unless an operator opens it
DEBUG = env.flag("DEBUG")
SECRET_KEY = secret_key(env.text("SECRET_KEY"), VORORT_HOME)
_PUBLIC = urlsplit(VORORT_URL)
_HTTPS = _PUBLIC.scheme == "https"
ALLOWED_HOSTS = [*env.words("VORORT_HOSTS"), _PUBLIC.hostname or "localhost"]
CSRF_TRUSTED_ORIGINS = [VORORT_URL]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.flag("VORORT_PROXY") else None
SECURE_SSL_REDIRECT = _HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 3600  # a working day; saved forms survive it
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # KERN draws its icons as data addresses
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "form-action": ["'self'"],
    }
}

# --- The house: upper apps know lower ones, never the other way round
INSTALLED_APPS = [
    "vorort.platform.config",
    "vorort.platform.portal",
    "vorort.platform.api",
    "vorort.platform.monitoring",
    "vorort.platform.people",
    "vorort.platform.topics",
    "vorort.platform.places",
    "vorort.platform.common",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "vorort.platform.common.headers.PermissionsPolicy",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",  # above all that may answer, so that files and refusals carry it too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "vorort.platform.common.doorway.RefuseUnreadable",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "vorort.platform.common.doorway.SayWrongMethod",
    "vorort.platform.common.access.DenyUndeclared",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "vorort.platform.config.urls"
WSGI_APPLICATION = "vorort.platform.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "vorort.platform.common.context.page",
            ],
        },
    }
]

# --- Data
DATABASES = {"default": database(env.text("DATABASE_URL"), VORORT_HOME, env.number("DATABASE_POOL"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "default"},
    "pages": {  # rendered public pages, in each process; see common/http.py
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "pages",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 600},
    },
}

CSRF_FAILURE_VIEW = "vorort.platform.common.errors.form_expired"

# --- People
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["vorort.platform.people.backends.Roles"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "people:log_in"
LOGIN_REDIRECT_URL = "monitoring:operate"  # whoever has an account came to work there
LOGOUT_REDIRECT_URL = "/"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

# --- Languages: German is the source and has no prefix
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English"), ("ar", "العربية")]
LOCALE_PATHS = [PLATFORM / "locale"]
TIME_ZONE = "Europe/Berlin"
USE_I18N = USE_TZ = True

# --- Static files: `vorort assets` fetches KERN and the fonts, WhiteNoise serves
ASSETS = VORORT_HOME / "assets"
STATIC_URL = "/static/"
STATIC_ROOT = VORORT_HOME / "static"
STATICFILES_DIRS = [("vendor", ASSETS / "vendor")]
STATICFILES_FINDERS = [
    "vorort.platform.common.styles.Bundle",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
_MANIFEST = env.flag("VORORT_STATIC_MANIFEST") and not DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if _MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not _MANIFEST
SILENCED_SYSTEM_CHECKS = ["staticfiles.W004"]  # vendor/ appears with `vorort assets`

# --- Log: counts and ids, nothing about people
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.text("VORORT_LOG_LEVEL")},
}
