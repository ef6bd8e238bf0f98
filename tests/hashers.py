"""The hasher of the site with as few rounds as bcrypt allows, and a count of what it was asked to do."""

from members.accounts.hashing import MeasuredBCryptSHA256


class FastBCryptSHA256PasswordHasher(MeasuredBCryptSHA256):
    rounds = 4  # type: ignore[assignment]
    made: int = 0  # how often it hashed: each one takes as long as any other

    def encode(self, password: str, salt: bytes) -> str:
        FastBCryptSHA256PasswordHasher.made += 1
        return str(super().encode(password, salt))
