"""Authenticator apps of people in tests, and the codes that they show."""

import time

from django_otp.oath import TOTP

from members.accounts.models import AuthenticatorApp, RecoveryCodes, User

KEY = b"werkflippen-in-tests"


def give_app(person: User, name: str = "Telefoon", key: bytes = KEY) -> AuthenticatorApp:
    app = AuthenticatorApp(user=person, name=name)
    app.set_key(key)
    app.save()
    return app


def give_recovery_codes(person: User) -> list[str]:
    held = RecoveryCodes(user=person)
    codes = held.renew()
    held.save()
    return codes


def show_code(key: bytes = KEY, steps: int = 0) -> str:
    """What an app with this key shows now, or so many steps of thirty seconds later."""
    clock = TOTP(key, drift=steps)
    clock.time = time.time()
    return f"{clock.token():06d}"
