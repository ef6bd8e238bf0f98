"""The ZIP of an evidence bundle, written piece by piece: it may hold millions of lines."""

from __future__ import annotations

import hashlib
import tempfile
import time
import zipfile
from collections.abc import Iterable
from typing import IO, Self

from .receipts import write_json

MANIFEST = "manifest.json"  # `legal.ledger.verifier.bundle` reads the files by its names


class BundleArchive:
    """In a file that is gone as soon as it is closed: by whoever sends it, or here when an error ends the `with`."""

    def __init__(self) -> None:
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (see above)
        self._archive = zipfile.ZipFile(self.file, "w")
        self._digests: dict[str, str] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *error: object) -> None:
        if kind:
            self._archive.close()
            self.file.close()

    def add(self, name: str, content: bytes | Iterable[bytes]) -> None:
        self._digests[name] = self._write(name, [content] if isinstance(content, bytes) else content)

    def close(self) -> str:
        """Adds the manifest and gives its SHA-256, which names this bundle and no other."""
        digest = self._write(MANIFEST, [write_json(self._digests, is_sorted=False)])
        self._archive.close()
        self.file.seek(0)
        return digest

    def _write(self, name: str, parts: Iterable[bytes]) -> str:
        digest = hashlib.sha256()
        member = zipfile.ZipInfo(name, time.localtime()[:6])
        member.compress_type = zipfile.ZIP_DEFLATED
        with self._archive.open(member, "w", force_zip64=True) as opened:
            for part in parts:
                digest.update(part)
                opened.write(part)
        return digest.hexdigest()
