"""A complete site on one machine for trying and showing: demo people may log in here and nowhere else."""

from django.core.management.utils import get_random_secret_key

from .base import *  # noqa: F403
from .base import VAR, environment


def keep(name: str) -> str:
    """A secret that is made once and stays the same between starts, so that nobody is logged out by one."""
    path = VAR / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(get_random_secret_key(), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8")


SECRET_KEY = environment.str("SECRET_KEY", default="") or keep("secret_key")
ALLOWED_HOSTS = environment.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost"])
DEMO_PASSWORD_FILE = VAR / "demo_password"
