import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import InMemoryStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET = "css/site.css"
IMPORT = re.compile(r'^@import url\("([^"]+)"\) layer\((\w+)\);$', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)
SPACE = re.compile(r"\s*([{};,])\s*|(:) ")  # no text of ours that a sheet shows has one of these signs in it


class JoinedStyleStorage(CompressedManifestStaticFilesStorage):
    """Serves `css/site.css` with what it imports written into it: a first visit asks for one sheet, not for fifty.

    During development, without this storage, the browser follows the imports itself.
    """

    support_js_module_import_aggregation = True  # a module imports the others by the names that change with them

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Iterator[Any]:
        if SHEET in paths:
            joined = InMemoryStorage()
            joined.save(SHEET, ContentFile(self.join(paths)))
            paths = paths | {SHEET: (joined, SHEET)}
        yield from super().post_process(paths, *args, **options)

    def join(self, paths: dict[str, Any]) -> str:
        """The whole sheet as text, without its comments and what no browser needs.

        Raises ValueError when a sheet of another folder names a file by a relative address, which would break here.
        """
        folder = posixpath.dirname(SHEET)

        def write_in(found: re.Match[str]) -> str:
            text = read(paths, f"{folder}/{found[1]}")
            if "/" in found[1] and "url(" in text:
                raise ValueError(f"{found[1]} uses url(); only sheets beside {SHEET} can")
            return f"@layer {found[2]} {{\n{text}}}"

        whole = COMMENT.sub("", IMPORT.sub(write_in, read(paths, SHEET)))
        return SPACE.sub(r"\1\2", whole).replace(";}", "}")


def read(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())
