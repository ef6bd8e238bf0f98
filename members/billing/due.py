"""What `run_due` does about money."""

from .telling import tell_everybody

WORK = (tell_everybody,)
