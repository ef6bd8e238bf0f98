"""The demo site's settings with one view that does nothing and no middleware: what the server itself can do."""

from werkflippen.settings.demo import *  # noqa: F403

MIDDLEWARE: list[str] = []
INSTALLED_APPS: list[str] = []
ROOT_URLCONF = "tests.bench.bare_urls"
