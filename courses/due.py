"""What `run_due` does for the courses."""

from .sessions.releasing import forget_ended_sessions, release_seats
from .sessions.telling import tell_everybody

WORK = (forget_ended_sessions, release_seats, tell_everybody)
