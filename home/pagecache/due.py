"""What `run_due` does about kept pages."""

from .files import clear_away

WORK = (clear_away,)
