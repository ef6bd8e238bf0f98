from .address_change import AddressChange
from .unwanted_mail import UnwantedMail
from .user import Language, User, UserManager

__all__ = ["AddressChange", "Language", "UnwantedMail", "User", "UserManager"]
