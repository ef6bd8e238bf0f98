import posixpath
import re
from collections import defaultdict
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
        """The whole sheet as text, each layer once, without its comments and what no browser needs.

        Raises ValueError when a sheet of another folder names a file by a relative address, which would break here.
        """
        sheet, layers = read(paths, SHEET), defaultdict[str, str](str)
        for name, layer in IMPORT.findall(sheet):
            text = read(paths, f"{posixpath.dirname(SHEET)}/{name}")
            if "/" in name and "url(" in text:
                raise ValueError(f"{name} uses url(); only sheets beside {SHEET} can")
            layers[layer] += text
        written = (f"@layer {layer} {{{text}}}" for layer, text in layers.items())
        whole = COMMENT.sub("", IMPORT.sub("", sheet) + "".join(written))
        return SPACE.sub(r"\1\2", whole).strip().replace(";}", "}")


def read(paths: dict[str, Any], name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return str(file.read().decode())
