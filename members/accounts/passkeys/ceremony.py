"""How a passkey is made and used: the rules of django-otp-webauthn, but stricter, and keeping less."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction
from django_otp_webauthn.helpers import WebAuthnHelper
from webauthn import base64url_to_bytes, verify_authentication_response, verify_registration_response
from webauthn.authentication.verify_authentication_response import VerifiedAuthentication
from webauthn.helpers import parse_authentication_credential_json, parse_registration_credential_json
from webauthn.helpers.structs import AuthenticationCredential

from ..models import User
from ..models.passkey import Passkey

UNKNOWN_MAKE = "00000000-0000-0000-0000-000000000000"  # what a device says that does not tell its make


class NotVerified(Exception):
    """What was sent is no answer of a passkey of this person to this challenge."""


class UserNotVerified(NotVerified):
    """The device asked for no finger, face or PIN: whoever holds it could have done this."""


class Copied(NotVerified):
    """The signature is right and its counter is not: two devices sign with this key (WebAuthn §6.1.1)."""

    def __init__(self, passkey: Passkey) -> None:
        super().__init__(passkey.persistent_id)
        self.passkey = passkey


@contextmanager
def refusing_what_is_malformed() -> Iterator[None]:
    """Around what only reads and computes: bytes of strangers, in five formats, fail in more ways than can be named."""
    try:
        yield
    except Exception as error:
        raise NotVerified(type(error).__name__) from error


class Ceremony(WebAuthnHelper):
    """One of a request. `state` is what the session keeps between its beginning and its end."""

    def register_complete(self, user: User, state: dict[str, Any], data: Any) -> Passkey:
        """The new passkey, unsaved. Raises `NotVerified`."""
        with refusing_what_is_malformed():
            credential = parse_registration_credential_json(data)
            response = verify_registration_response(
                credential=credential,
                expected_challenge=base64url_to_bytes(state["challenge"]),
                expected_rp_id=self.get_relying_party_domain(),
                expected_origin=self.get_allowed_origins(),
                require_user_verification=state["require_user_verification"],
            )
            passkey = self.create_credential(user, response, credential, data)
        passkey.aaguid = UNKNOWN_MAKE
        return passkey

    def authenticate_complete(self, user: User | None, state: dict[str, Any], data: Any) -> Passkey:
        """The passkey that was used, one of this person's where the person is known. Raises `NotVerified`."""
        with refusing_what_is_malformed():
            credential = parse_authentication_credential_json(data)
        with transaction.atomic():
            passkey = find_passkey(credential, user)
            response = self.verify(credential, passkey, state)
            if response.new_sign_count <= passkey.sign_count and response.new_sign_count + passkey.sign_count > 0:
                raise Copied(passkey)
            if (passkey.sign_count, passkey.backup_state) != (response.new_sign_count, response.credential_backed_up):
                passkey.sign_count, passkey.backup_state = response.new_sign_count, response.credential_backed_up
                passkey.save(update_fields=["sign_count", "backup_state"])
        return passkey

    def verify(
        self, credential: AuthenticationCredential, passkey: Passkey, state: dict[str, Any]
    ) -> VerifiedAuthentication:
        """Signature first, then the person: what is told of a passkey is told only to who holds it."""
        with refusing_what_is_malformed():
            response = verify_authentication_response(
                credential=credential,
                credential_current_sign_count=0,
                credential_public_key=bytes(passkey.public_key),
                expected_challenge=base64url_to_bytes(state["challenge"]),
                expected_rp_id=self.get_relying_party_domain(),
                expected_origin=self.get_allowed_origins(),
            )
        if state["require_user_verification"] and not response.user_verified:
            raise UserNotVerified(passkey.persistent_id)
        return response


def find_passkey(credential: AuthenticationCredential, user: User | None) -> Passkey:
    """Its row is held until the transaction ends. Without a known person, the device must say whose it is."""
    digest = Passkey.get_credential_id_sha256(credential.raw_id)
    held = Passkey.objects.select_related("user__webauthn_user_handle").select_for_update(of=("self",))
    passkey: Passkey | None = held.filter(credential_id_sha256=digest, confirmed=True).first()
    if passkey is None or (user and passkey.user_id != user.pk):
        raise NotVerified("unknown, or of somebody else")
    told = credential.response.user_handle
    if (told or user is None) and (told is None or told != read_handle(passkey.user)):
        raise NotVerified("the device names somebody else")
    return passkey


def read_handle(user: User) -> bytes | None:
    """The random number that stands for this person on their devices."""
    kept = getattr(user, "webauthn_user_handle", None)
    return kept.handle if kept else None
