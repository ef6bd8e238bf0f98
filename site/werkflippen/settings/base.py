"""Settings that are safe in public. The other modules only say where they differ."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.utils.functional import lazy
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from .accounts import *  # noqa: F403
from .browsers import *  # noqa: F403

REPOSITORY = Path(__file__).resolve().parents[3]
environment = environ.Env()
# Everything that the site writes: database, media, built static files, mails.
VAR = Path(environment.str("VAR_ROOT", default=str(REPOSITORY / "var")))

DEBUG = False
PORT = environment.str("PORT", default="8000")
SITE_URL = environment.str("SITE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
ALLOWED_HOSTS = environment.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "home.freshness",
    "home.held_back",
    "home.identity",
    "home.limits",
    "home.pagecache",
    "home.pages",
    "home.statistics",
    "courses",
    "members.accounts",
    "members.membership",
    "members.invoicing",
    "members.billing",
    "legal.ledger",
    "legal.statements",
    "legal.cookies",
    "wagtailmedia",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "members.accounts.colleagues.apps.ColleaguesConfig",  # wagtail.users, under our own rules
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "allauth",
    "allauth.account",
    "django_otp",
    "django_otp_webauthn",
    "cookie_consent",
    "csp",
    "whitenoise.runserver_nostatic",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",  # widgets take their templates from where all others stand
]

MIDDLEWARE = [
    "home.pagecache.middleware.PageCacheMiddleware",
    "home.pagecache.compression.CompressionMiddleware",
    "home.pages.browser_rules.BrowserRulesMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "home.pages.middleware.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "members.accounts.middleware.VerifiedColleagueMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "members.accounts.afterwards.AfterwardsMiddleware",
    "members.accounts.leaving.LeavingMiddleware",
    "members.accounts.middleware.AccountPagesMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "members.accounts.limiting.LimitMiddleware",
    "members.accounts.middleware.AdminDoorMiddleware",
    "members.accounts.page_makers.PageMakersMiddleware",
    "members.accounts.middleware.RefusedFormMiddleware",
    "home.pages.middleware.UnfinishedPageMiddleware",
    "legal.ledger.middleware.DamagedLedgerMiddleware",
    "legal.statements.middleware.AgreementMiddleware",
    "legal.statements.middleware.RefusedPublicationMiddleware",
    "legal.statements.middleware.LegalTranslationMiddleware",
    "legal.statements.publishing.unseen_drafts.UnseenDraftMiddleware",
    "home.pages.middleware.WrongAddressMiddleware",
]

ROOT_URLCONF = "werkflippen.urls"
WSGI_APPLICATION = "werkflippen.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [REPOSITORY / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.identity.context_processors.organisation",
            ],
        },
    },
]

FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database -------------------------------------------------------------------------------------

DATABASES = {
    "default": environment.db_url("DATABASE_URL", default=f"sqlite:///{VAR / 'werkflippen.sqlite3'}"),
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # WAL lets visitors read while somebody writes; IMMEDIATE makes writers queue instead of failing half-way. What is
    # deleted is overwritten: who was forgotten is not to be found in the empty pages of the file.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Who logs in: see accounts.py ------------------------------------------------------------------

# A passkey belongs to this host for ever: whoever moves the site to another host asks everybody for new ones.
OTP_WEBAUTHN_RP_ID = urlsplit(SITE_URL).hostname
OTP_WEBAUTHN_RP_NAME_CALLABLE = "home.identity.naming.name_company"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL]
OTP_WEBAUTHN_ALLOW_PASSWORDLESS_LOGIN = False  # its own view would log in past the stages; ours goes through them

# --- The ledger -----------------------------------------------------------------------------------

# Ed25519 private keys, 64 hexadecimal digits each: the first signs, a former one behind it vouches for its successor.
LEDGER_SIGNING_KEYS = environment.list("LEDGER_SIGNING_KEY", default=[])
LEDGER_SEALS_FILE = VAR / "seals.jsonl"  # a copy of every seal outside the database, one JSON object a line

# --- Languages and time ---------------------------------------------------------------------------

LANGUAGE_CODE = "nl"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("nl", _("Nederlands")), ("en", _("Engels"))]
LOCALE_PATHS = [REPOSITORY / "locale"]
FORMAT_MODULE_PATH = "werkflippen.formats"
WAGTAIL_I18N_ENABLED = True
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False  # a translation starts as a draft, not as Dutch under /en/
TIME_ZONE = "Europe/Amsterdam"

# --- Files ----------------------------------------------------------------------------------------

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [REPOSITORY / "static"]
WHITENOISE_ALLOW_ALL_ORIGINS = False
# No upload is ever in a public folder: there is no MEDIA_ROOT. What a page shows is asked of the page (courses/files/).
PRIVATE_ROOT = VAR / "private"
# Where nginx has that folder as an `internal` location, such as /private-files/; empty: the site sends files itself.
X_ACCEL_PREFIX = environment.str("X_ACCEL_PREFIX", default="")
# Every kind of upload: its types, and the size in bytes that it may have. Also stated in the forms.
MEGABYTE = 1024 * 1024
UPLOADS = {
    "image": (["jpg", "jpeg", "png", "webp"], 10 * MEGABYTE),
    "document": (["pdf", "docx", "xlsx", "pptx", "zip"], 25 * MEGABYTE),
    "audio": (["mp3", "m4a", "wav"], 100 * MEGABYTE),
    "video": (["mp4", "webm"], 500 * MEGABYTE),
    "captions": (["vtt"], MEGABYTE),
}
UPLOAD_PIXELS = 40_000_000
STORAGES = {
    "default": {"BACKEND": "courses.files.storage.PrivateStorage"},
    "staticfiles": {"BACKEND": "home.pages.storage.JoinedStyleStorage"},
}

# --- Mail and cache -------------------------------------------------------------------------------

vars().update(environment.email_url("EMAIL_URL", default="filemail://"))
EMAIL_TIMEOUT = 10  # seconds; a mail server that hangs must not hold up everything else that is due
EMAIL_FILE_PATH = str(VAR / "mail")
# An address alone goes out with the name of the organisation; one with a name, `Name <address>`, as it stands here.
DEFAULT_FROM_EMAIL = environment.str("DEFAULT_FROM_EMAIL", default="hallo@werkflippen.example")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

CACHES = {
    "default": environment.cache_url("CACHE_URL", default="locmemcache://"),
    # What is kept until the site changes, in the memory of each process: mostly rendered lessons, some 30 kB each.
    "kept": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "kept",
        "OPTIONS": {"MAX_ENTRIES": 500},
    },
}

IS_CACHE_SHARED = CACHES["default"]["BACKEND"].endswith("RedisCache")  # else each process has one of its own
PAGE_CACHE_BYTES = 64 * MEGABYTE  # in each process, for pages that are the same for every visitor; 0: none are kept
# Where nginx gives them out itself, for a site on one machine; empty: only from memory.
PAGE_FILES_ROOT = environment.str("PAGE_FILES_ROOT", default="")


# --- Wagtail --------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = lazy(lambda: import_string("home.identity.naming.name_company")(), str)()
WAGTAILADMIN_BASE_URL = SITE_URL
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "account_login"
# One place keeps passwords and addresses: the account pages. Wagtail's own would let them drift apart.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
# Both would tell a foreign server who works here.
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_PRIVATE_PAGE_OPTIONS = WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILIMAGES_IMAGE_MODEL = "courses.LessonImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "courses.files.forms.LessonImageForm"
WAGTAILIMAGES_EXTENSIONS, WAGTAILIMAGES_MAX_UPLOAD_SIZE = UPLOADS["image"]
WAGTAILIMAGES_MAX_IMAGE_PIXELS = UPLOAD_PIXELS
WAGTAILDOCS_DOCUMENT_MODEL = "courses.LessonDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "courses.files.forms.LessonDocumentForm"
WAGTAILDOCS_MAX_UPLOAD_SIZE = UPLOADS["document"][1]
WAGTAILMEDIA = {
    "MEDIA_MODEL": "courses.LessonMedia",
    "MEDIA_FORM_BASE": "courses.files.forms.LessonMediaForm",
    # Which types and sizes may come is checked by our own field, from what is inside.
    "AUDIO_EXTENSIONS": [],
    "VIDEO_EXTENSIONS": [],
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}

# --- Money ----------------------------------------------------------------------------------------

PAYMENT_SANDBOX = False  # whether services of others have a stand-in on this machine: for the demo and the tests
MOLLIE_API_KEY = environment.str("MOLLIE_API_KEY", default="")
MOLLIE_API_ENDPOINT = "https://api.mollie.com"
VIES_URL = "https://ec.europa.eu/taxation_customs/vies/rest-api"
CHECKOUT_ORIGINS = ["https://www.mollie.com", "https://*.mollie.com"]  # where one pays
# Names this installation. A copy of its database elsewhere has another, and collects nothing.
ENVIRONMENT_ID = environment.str("ENVIRONMENT_ID", default="")

# --- Logs -----------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"secrets": {"()": "courses.sessions.logs.HideCalendarSecrets"}},
    "formatters": {"plain": {"format": "{levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain", "filters": ["secrets"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
