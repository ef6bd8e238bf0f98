"""A passkey (WebAuthn): a key pair of which the site only has the public half.

The row is django-otp-webauthn's. We keep in it: the name that its owner gave, the public key and its number, the
counter, how a browser reaches it, and whether it is kept in more places. Not its attestation, not the make of the
device and not when it was used (see passkeys/ceremony.py). Beside it stands a random number for the person, which the
device keeps instead of an address. A passkey lives until its owner removes it, that number as long as the account.
"""

from django_otp_webauthn.models import WebAuthnCredential as Passkey

__all__ = ["Passkey"]
