"""The demo site: its words lie in the text files beside this module, its making in the modules."""

import tomllib
from pathlib import Path
from typing import Any

WORDS = Path(__file__).parent


def read_words(name: str) -> dict[str, Any]:
    return tomllib.loads((WORDS / name).read_text(encoding="utf-8"))
