"""Somebody who has a file of ours, the program that checks it, and nothing else: no site, no packages, no network."""

import io
import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from legal.ledger.canonical import encode_canonically
from legal.ledger.verifier.command import examine
from legal.ledger.verifier.trust import Trust
from legal.ledger.verify_receipt import join_program
from legal.statements.evidence.receipts import write_json


def run_program(folder: Path, *arguments: str | Path) -> tuple[int, list[str]]:
    """Exit status and lines. `-I -S`: Python without its environment and without what is installed."""
    program = folder / "verify_receipt.py"
    program.write_text(join_program(), encoding="utf-8")
    command = [sys.executable, "-I", "-S", str(program), *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=120, cwd=folder)
    assert "Traceback" not in ended.stderr + ended.stdout
    return ended.returncode, (ended.stdout or ended.stderr).splitlines()


def save(folder: Path, value: Any, name: str = "receipt.json") -> Path:
    """`value` is bytes, or what becomes JSON."""
    path = folder / name
    path.write_bytes(value if isinstance(value, bytes) else write_json(value))
    return path


def find_faults(folder: Path, value: Any, *seals: Path, name: str = "receipt.json") -> list[str]:
    """As the program would, without starting Python anew; a fault begins with the name of the file."""
    path = save(folder, value, name)
    return [
        line.removeprefix(f"{folder}/") for line in examine(str(path), Trust([str(one) for one in seals], [])).faults
    ]


def change(value: dict[str, Any], place: str, new: Any) -> dict[str, Any]:
    """A copy with another value at a place such as `act.entry.at`."""
    copied: dict[str, Any] = json.loads(json.dumps(value))
    *path, last = (int(name) if name.isdigit() else name for name in place.split("."))
    inner: Any = copied
    for name in path:
        inner = inner[name]
    inner[last] = new
    return copied


def sign(seal: dict[str, Any], key: str) -> dict[str, Any]:
    """As a site would that writes its ledger anew."""
    private = Ed25519PrivateKey.from_private_bytes(bytes.fromhex(key))
    signed = {name: value for name, value in seal.items() if name != "signature"}
    return seal | {"signature": private.sign(encode_canonically(signed)).hex()}


def public_key_of(private: str) -> str:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(private)).public_key().public_bytes_raw().hex()


def unzip(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


def tamper(content: bytes, name: str, alter: Callable[[bytes], bytes]) -> bytes:
    """The same bundle with one file altered."""
    files = unzip(content)
    return rezip(files | {name: alter(files[name])})
