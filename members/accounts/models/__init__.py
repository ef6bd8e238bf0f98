from .address_change import AddressChange
=======
from .account_recovery import AccountRecovery
>>>>>>> b22e709 (Let people log in with a passkey, and help who lost their device after a week in which the owner can stop it)
from .authenticator import AuthenticatorApp
from .device import Answer, CodeDevice
from .passkey import Passkey
from .recovery import RecoveryCodes
from .session import Session, hash_key
from .unwanted_mail import UnwantedMail
from .user import Language, User, UserManager

__all__ = [
    "AccountRecovery",
    "AddressChange",
    "Answer",
    "AuthenticatorApp",
    "CodeDevice",
    "Language",
    "Passkey",
    "RecoveryCodes",
    "Session",
    "UnwantedMail",
    "User",
    "UserManager",
    "hash_key",
]
