from .account_recovery import AccountRecovery
from .address_change import AddressChange
from .authenticator import AuthenticatorApp
from .children import ChildAct
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
    "ChildAct",
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
