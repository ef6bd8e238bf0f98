from .authenticator import AuthenticatorApp
from .device import Answer, CodeDevice
from .recovery import RecoveryCodes
from .user import User, UserManager

__all__ = ["Answer", "AuthenticatorApp", "CodeDevice", "RecoveryCodes", "User", "UserManager"]
