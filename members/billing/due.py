"""What `run_due` does about money."""

from .charging import collect
from .telling import tell_everybody

WORK = (collect, tell_everybody)
