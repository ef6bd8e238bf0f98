"""Passkeys of people in tests, and the acts that their browsers do with them."""

from typing import Any

from django.http import HttpResponse
from django_otp_webauthn.models import WebAuthnUserHandle
from webauthn.helpers import encode_cbor

from members.accounts.models import Passkey, User
from tests.software_authenticator import SoftwareAuthenticator, encode
from tests.visiting import Client

LOG_IN = "/account/login/passkey/"
SECOND_STEP = "/account/login/tweede-stap/passkey/"
ADD = "/account/beveiliging/passkey/"


def give_passkey(person: User, name: str = "Laptop", count: int = 0) -> SoftwareAuthenticator:
    """What the site keeps of it, as if it was added earlier."""
    device = SoftwareAuthenticator(count=count)
    public = device.key.public_key().public_numbers()
    point = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
    Passkey.objects.create(
        user=person, name=name, credential_id=device.number, public_key=encode_cbor(point), sign_count=count
    )
    device.handle = encode(WebAuthnUserHandle.get_handle_for_user(person))
    return device


def begin(client: Client, path: str, **answers: str) -> dict[str, Any]:
    """What the site sends to the browser."""
    response = client.post(f"{path}begin/", answers)
    assert response.status_code == 200
    return response.json()


def use_passkey(client: Client, device: SoftwareAuthenticator, path: str = LOG_IN, **lies: Any) -> HttpResponse:
    return client.post(path, {"passkey": device.sign(begin(client, path), **lies)})


def add_passkey(client: Client, device: SoftwareAuthenticator, name: str = "Laptop", **lies: Any) -> HttpResponse:
    answer = device.make(begin(client, ADD, name=name), **lies)
    return client.post(ADD, {"name": name, "passkey": answer})
