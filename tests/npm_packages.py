"""Programs of others that npm installs, each of one version: beside what pip installs."""

import json
import subprocess
from pathlib import Path

from tests.own_processes import ROOT


def install_package(name: str, version: str) -> Path:
    """The folder that it stands in. Fetches nothing when this version is there already; runs no scripts of it."""
    place = ROOT / ".venv" / name.rpartition("/")[2]
    folder = place / "node_modules" / name
    described = folder / "package.json"
    if not described.exists() or json.loads(described.read_text())["version"] != version:
        place.mkdir(exist_ok=True)
        words = ["npm", "install", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix", str(place)]
        subprocess.run([*words, f"{name}@{version}"], check=True, capture_output=True)
    return folder
