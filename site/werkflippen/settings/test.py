"""Settings of the test suite: nothing is remembered between tests, nothing leaves the process."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

from .base import *  # noqa: F403
from .base import DATABASES, STORAGES

SECRET_KEY = "only-for-tests-" + "0" * 40
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]
SITE_URL = WAGTAILADMIN_BASE_URL = "http://testserver"
CSRF_TRUSTED_ORIGINS = OTP_WEBAUTHN_ALLOWED_ORIGINS = [SITE_URL]
OTP_WEBAUTHN_RP_ID = "testserver"
SILENCED_SYSTEM_CHECKS = ["otp_webauthn.E031"]  # no TLS in tests

VAR = Path(tempfile.mkdtemp(prefix="werkflippen-test-"))
atexit.register(shutil.rmtree, VAR, ignore_errors=True)
PRIVATE_ROOT = VAR / "private"
STATIC_ROOT = VAR / "static"
STATIC_ROOT.mkdir()  # nothing is collected here, but the server looks for the folder
LEDGER_SIGNING_KEYS = ["07" * 32]
SECRETS_KEYS = ["5e" * 32]
VIES_URL = "http://127.0.0.1:9"  # nobody answers; tests that ask start a sandbox
RECOVERY_CODE_COST = 2  # as with the rounds of passwords below
LEDGER_SEALS_FILE = VAR / "seals.jsonl"
DEMO_AUTHENTICATOR_FILE = VAR / "demo_authenticator"
DEMO_PASSWORD_FILE = VAR / "demo_password"
PAGE_CACHE_BYTES = 0  # tests of kept pages have a site of their own
PAYMENT_SANDBOX = True
MOLLIE_API_KEY = "test_sandbox"
CHECKOUT_ORIGINS = ["http://127.0.0.1:*"]  # the sandbox of a test takes any free port
ENVIRONMENT_ID = "tests"
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: tests that act at the same moment need more than one connection.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR / "test.sqlite3")}
    if "DATABASE_URL" not in os.environ:
        DATABASES["default"]["NAME"] = str(VAR / "site.sqlite3")  # `var/` need not be there
    # What a power cut would lose is of no interest here.
    options = DATABASES["default"]["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# The first hasher stays the real one; fewer rounds keep a suite of a thousand log-ins short.
PASSWORD_HASHERS = ["tests.hashers.FastBCryptSHA256PasswordHasher"]
# Wagtail's own index for editors and its list of what is used where, after every save: a fifth of the suite's time.
# Tests of these two ask for the fixture `with_tasks`.
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
