"""The demo site's settings with one view that only asks who is logged in: the least that a page for a member costs."""

from werkflippen.settings.demo import *  # noqa: F403

MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",  # its app does not start without
]
ROOT_URLCONF = "tests.bench.bare_session_urls"
