"""What becomes of choices when their day, or their term, is over."""

from .days import close_days
from .removing import remove_old_choices

WORK = (close_days, remove_old_choices)
