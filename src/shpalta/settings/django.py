"""Django's settings, built from the one settings object of ``environment``.

Safe for a public address as they stand: what differs between a trial on ``http://localhost`` and
a newsroom behind TLS follows from the scheme of its address.
"""

from typing import Any
from urllib.parse import unquote, urlsplit

from shpalta.settings import logs
from shpalta.settings.environment import load

_environment = load()
_address = urlsplit(_environment.newsroom_address)
_tls = _address.scheme == "https"

DEBUG = _environment.debug
SECRET_KEY = _environment.secret_key
ALLOWED_HOSTS = [_address.hostname or "localhost"]
if ALLOWED_HOSTS[0] in ("localhost", "127.0.0.1"):
    ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [_environment.newsroom_address]

# ------------------------------------------------------------------ what the newsroom itself reads

SHPALTA_HOME = _environment.home
SHPALTA_SITE_ADDRESS = _environment.site_address
SHPALTA_NEWSROOM_ADDRESS = _environment.newsroom_address
SHPALTA_WAKE_SOCKET = _environment.wake_socket
SHPALTA_METRICS_TOKEN = _environment.metrics_token or ""
SHPALTA_BLOBS_DIR = _environment.blobs_dir

# ------------------------------------------------------------------------------------ applications

INSTALLED_APPS = [
    # First, so that its templates and commands come before Wagtail's of the same name.
    "shpalta.newsroom",
    "wagtail.contrib.settings",
    "wagtail.contrib.typed_table_block",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # Before everything: a probe comes without a host, without TLS, without a user.
    "shpalta.newsroom.health.Watched",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Once it is known who asks: what a signed-out editor sent is given back.
    "shpalta.newsroom.keeping.KeepsText",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "shpalta.settings.urls"
WSGI_APPLICATION = "shpalta.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

# ---------------------------------------------------------------------------------------- database


def _postgres(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    query = dict(item.partition("=")[::2] for item in parts.query.split("&") if item)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket's folder stands in the query, as libpq writes it: ?host=/run/postgresql
        "HOST": unquote(query.pop("host", parts.hostname or "")),
        "PORT": str(query.pop("port", parts.port or "")),
        "OPTIONS": {name: unquote(value) for name, value in query.items()},
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite() -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": _environment.newsroom_db,
        "OPTIONS": {
            # A deferred transaction that reads and then writes fails at once when another has
            # written in between; and journal positions are given under this very lock.
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            # FULL: a journal row that the press has acted on outlives a power cut.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32768;"
                "PRAGMA temp_store=MEMORY;"
            ),
        },
        # A file, because the press and threads open it by name.
        "TEST": {"NAME": _environment.home / "test-newsroom.db"},
    }


_database_url = _environment.database_url
DATABASES = {"default": _postgres(_database_url) if _database_url else _sqlite()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TASKS = {
    "default": {"BACKEND": "shpalta.newsroom.queueing.OncePerTransaction"},
    # Orders of the press, for machines that run `shpalta hand`: never in the way of the others.
    "press": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["press"]},
}

# --------------------------------------------------------------------------------------- languages

LANGUAGE_CODE = _environment.language_code
# Languages that articles may be written in; the screens are in the two below.
LANGUAGES = [
    ("uk", "Українська"),
    ("en", "English"),
    ("pl", "Polski"),
    ("ro", "Română"),
    ("hu", "Magyar"),
    ("bg", "Български"),
    ("sk", "Slovenčina"),
    ("de", "Deutsch"),
    ("fr", "Français"),
    ("es", "Español"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES[:2]
LOCALE_PATHS = [__file__.rpartition("/settings/")[0] + "/locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Kyiv"

# ------------------------------------------------------------------------------------------- files

STATIC_URL = "/static/"
MEDIA_URL = "/uploads/"
MEDIA_ROOT = _environment.uploads_dir
STORAGES = {
    "default": {"BACKEND": "shpalta.newsroom.storage.DurableStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
        # Where `collectstatic` puts them for a web server. Not STATIC_ROOT: what whitenoise
        # serves comes from the packages, and is never a copy from before an upgrade.
        "OPTIONS": {"location": _environment.home / "static"},
    },
}
# Straight from the packages: there is no step that collects files before the first start.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG

DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024

# ---------------------------------------------------------------------------------------- security

PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
SESSION_COOKIE_SECURE = _tls
CSRF_COOKIE_SECURE = _tls
CSRF_FAILURE_VIEW = "shpalta.newsroom.keeping.csrf_failure"
# Names of their own: on one host, ports share cookies.
SESSION_COOKIE_NAME = "shpalta_session"
CSRF_COOKIE_NAME = "shpalta_csrf"
SECURE_SSL_REDIRECT = _tls
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _tls else None
SECURE_HSTS_SECONDS = 31_536_000 if _tls else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _tls
SECURE_HSTS_PRELOAD = _tls
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # Wagtail allows its own preview by itself.

# ------------------------------------------------------------------------------------------- mails


_MAIL_PORTS = {"smtp": 587, "smtps": 465, "smtp+plain": 25}


def _mail(url: str | None) -> dict[str, Any]:
    if not url:
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    parts = urlsplit(url)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or _MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_TIMEOUT": 20,
    }


globals().update(_mail(_environment.email_url))
DEFAULT_FROM_EMAIL = _environment.email_from
SERVER_EMAIL = _environment.email_from

# ----------------------------------------------------------------------------------------- wagtail

WAGTAIL_SITE_NAME = "Шпальта"
WAGTAILADMIN_BASE_URL = _environment.newsroom_address
WAGTAIL_I18N_ENABLED = True
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "shpalta.newsroom.search"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_AUTOSAVE_INTERVAL = 5000
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_MODEL = "newsroom.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "shpalta.newsroom.pictures.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_MODEL = "newsroom.DocumentFile"
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 40 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"

LOGGING = logs.config(_environment.log)
