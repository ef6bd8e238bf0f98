"""The demo site with the debugger and without built static files, for `make develop`."""

from .demo import *  # noqa: F403
from .demo import STORAGES

DEBUG = True
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
