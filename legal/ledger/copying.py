"""A copy of every seal in a file outside the database: whoever takes the end off the ledger must change both."""

import fcntl
import json
import logging
import os
from pathlib import Path
from typing import BinaryIO

from django.conf import settings

from .canonical import encode_canonically
from .models import Seal
from .signing import describe_seal

logger = logging.getLogger(__name__)
BYTES_READ = 64 * 1024  # of the end of the file: more than a hundred seals


def copy_seals() -> None:
    """Add the seals that are not in the file yet. A failure is logged; the next seal or the next run tries again."""
    try:
        add_missing_seals(Path(settings.LEDGER_SEALS_FILE))
    except OSError as error:
        logger.error("The seals were not copied to a file: %s", error.strerror)


def add_missing_seals(path: Path) -> None:
    """Raises OSError. Several processes may do this at once: they queue at a lock on the file."""
    if not Seal.objects.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        lines = read_last_lines(file)
        known = Seal.objects.filter(signature__in=[find_signature(line) for line in lines]).last()
        missing = Seal.objects.filter(pk__gt=known.pk if known else 0).select_related("key").order_by("pk")
        for seal in missing.iterator():
            file.write(encode_canonically(describe_seal(seal)) + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read_last_lines(file: BinaryIO) -> list[bytes]:
    """Whole lines only; half a line, of a machine that stopped while it wrote, is taken off the file."""
    end = file.seek(0, os.SEEK_END)
    file.seek(max(0, end - BYTES_READ))
    whole, newline, half = file.read().rpartition(b"\n")
    if half:
        file.truncate(end - len(half))
    return (whole + newline).splitlines()


def find_signature(line: bytes) -> str:
    """Empty when the line is no seal."""
    try:
        seal = json.loads(line)
    except ValueError:
        return ""
    return str(seal.get("signature", "")) if isinstance(seal, dict) else ""
