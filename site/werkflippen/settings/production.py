"""The public site. Refuses to start, and says what is missing, rather than run half safe."""

import environ
from django.core.exceptions import ImproperlyConfigured

from .base import *  # noqa: F403
from .base import environment

REQUIRED = {
    "SECRET_KEY": "at least 50 random characters; signs sessions and forms",
    "ALLOWED_HOSTS": "the host names of the site, separated by commas",
    "SITE_URL": "the public address, beginning with https://",
    "DATABASE_URL": "postgres://user:password@host/name, or sqlite:////absolute/path",
    "EMAIL_URL": "smtp+tls://user:password@host:587",
    "CACHE_URL": "redis://host:6379/0, shared by all processes",
    "DEFAULT_FROM_EMAIL": "the sender of every mail",
    "LEDGER_SIGNING_KEY": "64 hexadecimal digits, as `openssl rand -hex 32` prints them; signs the ledger's seals",
    "SECRETS_KEY": "64 hexadecimal digits, as `openssl rand -hex 32` prints them; encrypts keys of authenticator apps",
}
missing = [f"{name}: {meaning}" for name, meaning in REQUIRED.items() if not environ.Env.ENVIRON.get(name)]
if missing:
    raise ImproperlyConfigured("The site cannot start. Missing from the environment:\n  " + "\n  ".join(missing))

SECRET_KEY = environment.str("SECRET_KEY")
if not SITE_URL.startswith("https://"):  # noqa: F405
    raise ImproperlyConfigured("SITE_URL must begin with https://")

# Seconds; a new connection takes long. DATABASE_URL may say otherwise: a pooler between may want `?conn_max_age=0`.
DATABASES["default"] = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True} | DATABASES["default"]  # noqa: F405

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = COOKIE_CONSENT_SECURE = True
SESSION_COOKIE_NAME = "__Host-sessionid"
CSRF_COOKIE_NAME = "__Host-csrftoken"
COOKIE_CONSENT_NAME = "__Host-cookie_consent"  # no other host of the domain can say yes for somebody
ALLAUTH_TRUSTED_PROXY_COUNT = environment.int("TRUSTED_PROXIES", default=1)
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https"
