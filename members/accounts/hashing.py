from django.conf import settings
from django.contrib.auth.hashers import BCryptSHA256PasswordHasher


class MeasuredBCryptSHA256(BCryptSHA256PasswordHasher):
    """bcrypt as the statement promises, with the cost of this machine: `make bench` prints what each one takes. The
    SHA-256 before it takes passwords of more than 72 bytes. A hash of another cost is renewed at the next log-in.
    """

    @property
    def rounds(self) -> int:  # type: ignore[override]
        return int(settings.BCRYPT_ROUNDS)
