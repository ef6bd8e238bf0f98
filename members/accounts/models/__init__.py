from .address_change import AddressChange
from .authenticator import AuthenticatorApp
from .children import ChildAct
from .device import Answer, CodeDevice
from .recovery import RecoveryCodes
from .session import Session, hash_key
from .unwanted_mail import UnwantedMail
from .user import Language, User, UserManager

__all__ = [
    "AddressChange",
    "Answer",
    "AuthenticatorApp",
    "ChildAct",
    "CodeDevice",
    "Language",
    "RecoveryCodes",
    "Session",
    "UnwantedMail",
    "User",
    "UserManager",
    "hash_key",
]
