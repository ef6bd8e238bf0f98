"""A complete site on one machine for trying and showing: demo people may log in here and nowhere else."""

from collections.abc import Callable
from secrets import token_hex

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import LEDGER_SIGNING_KEYS, PORT, SECRETS_KEYS, VAR, environment


def keep(name: str, make: Callable[[], str] = get_random_secret_key) -> str:
    """A secret that is made once and stays the same between starts, so that nobody is logged out by one."""
    path = VAR / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make(), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8")


SECRET_KEY = environment.str("SECRET_KEY", default="") or keep("secret_key")
ALLOWED_HOSTS = environment.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
LEDGER_SIGNING_KEYS = LEDGER_SIGNING_KEYS or [keep("ledger_signing_key", lambda: token_hex(32))]
SECRETS_KEYS = SECRETS_KEYS or [keep("secrets_key", lambda: token_hex(32))]
DEMO_AUTHENTICATOR_FILE = VAR / "demo_authenticator"
DEMO_PASSWORD_FILE = VAR / "demo_password"
# A passkey belongs to a name, never to a number: on this machine it works at localhost, without TLS.
OTP_WEBAUTHN_RP_ID = "localhost"
OTP_WEBAUTHN_ALLOWED_ORIGINS = [f"http://localhost:{PORT}"]
# Beside the site `start_demo` runs a Mollie and a VIES of this machine: nothing here asks anybody else.
NUMBER = int(PORT) if PORT.isdecimal() else 8000
PAYMENT_SANDBOX = True
MOLLIE_API_KEY = "test_sandbox"
MOLLIE_API_ENDPOINT = f"http://127.0.0.1:{NUMBER + 1}"
CHECKOUT_ORIGINS = [MOLLIE_API_ENDPOINT]
ENVIRONMENT_ID = "demo"
VIES_URL = f"http://127.0.0.1:{NUMBER + 2}"
SILENCED_SYSTEM_CHECKS = ["otp_webauthn.E031"]
