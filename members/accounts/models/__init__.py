from .authenticator import AuthenticatorApp
from .device import Answer, CodeDevice
from .recovery import RecoveryCodes
from .session import Session, hash_key
from .user import User, UserManager

__all__ = ["Answer", "AuthenticatorApp", "CodeDevice", "RecoveryCodes", "Session", "User", "UserManager", "hash_key"]
