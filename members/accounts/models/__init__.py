from .session import Session, hash_key
from .user import User, UserManager

__all__ = ["Session", "User", "UserManager", "hash_key"]
