"""Copies of a database file that may be in use."""

import sqlite3
from contextlib import closing
from pathlib import Path


def copy_sqlite(source: Path | str, target: Path | str) -> None:
    with closing(sqlite3.connect(source)) as there, closing(sqlite3.connect(target)) as here:
        there.backup(here)
