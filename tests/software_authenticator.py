"""A passkey in memory: what a browser answers, made from the standard (WebAuthn level 3) and not from our own code."""

import hashlib
import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec

USER_PRESENT, USER_VERIFIED, ATTESTED = 0x01, 0x04, 0x40
MAKE = bytes.fromhex("08987058cadc4b81b6e130de50dcbe96")  # the AAGUID of a well-known one


def encode(content: bytes) -> str:
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def decode(text: str) -> bytes:
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class SoftwareAuthenticator:
    """`options` are what the site sends to the browser. Each call may lie about one thing."""

    origin: str = "http://testserver"
    count: int = 0
    handle: str = ""
    number: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    key: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))

    def make(self, options: dict[str, Any], **lies: Any) -> str:
        self.handle = options["user"]["id"]
        public = self.key.public_key().public_numbers()
        point = {1: 2, 3: -7, -1: 1, -2: public.x.to_bytes(32, "big"), -3: public.y.to_bytes(32, "big")}
        attested = MAKE + len(self.number).to_bytes(2, "big") + self.number + cbor2.dumps(point)
        told = self.tell(options["rp"]["id"], ATTESTED | USER_PRESENT | USER_VERIFIED, **lies) + attested
        response = {
            "clientDataJSON": encode(self.say("webauthn.create", options, **lies)),
            "attestationObject": encode(cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": told})),
            "transports": ["internal"],
        }
        return self.write(response)

    def sign(self, options: dict[str, Any], **lies: Any) -> str:
        self.count += 1 if self.count else 0
        flags = USER_PRESENT | (USER_VERIFIED if lies.pop("verified", True) else 0)
        told = self.tell(options["rpId"], flags, **lies)
        said = self.say("webauthn.get", options, **lies)
        key = lies.get("key", self.key)
        response = {
            "clientDataJSON": encode(said),
            "authenticatorData": encode(told),
            "signature": encode(key.sign(told + hashlib.sha256(said).digest(), ec.ECDSA(hashes.SHA256()))),
            "userHandle": lies.get("handle", self.handle),
        }
        return self.write(response)

    def tell(self, home: str, flags: int, **lies: Any) -> bytes:
        count = lies.get("count", self.count)
        return hashlib.sha256(lies.get("host", home).encode()).digest() + bytes([flags]) + count.to_bytes(4, "big")

    def say(self, kind: str, options: dict[str, Any], **lies: Any) -> bytes:
        said = {
            "type": lies.get("act", kind),
            "challenge": lies.get("challenge", options["challenge"]),
            "origin": lies.get("origin", self.origin),
        }
        return json.dumps(said).encode()

    def write(self, response: dict[str, Any]) -> str:
        number = encode(self.number)
        return json.dumps({"id": number, "rawId": number, "type": "public-key", "response": response})
