"""The texts of the site and their English translation, compared without gettext's own programs.

    python -m tests.messages

brings locale/en/LC_MESSAGES/django.po up to the sources: new texts come in empty, unused ones go, translations stay.
The Dutch text is the msgid, so Dutch needs no catalogue.
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
ENGLISH = ROOT / "locale" / "en" / "LC_MESSAGES" / "django.po"
FOLDERS = ("home", "courses", "members", "legal", "site", "templates")
PLURAL = {"ngettext": (1, 2), "ngettext_lazy": (1, 2)}
IN_CONTEXT = {"pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2)}
BOTH = {"npgettext": ((1, "c"), 2, 3), "npgettext_lazy": ((1, "c"), 2, 3)}
PLAIN = dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), (1,))
FUNCTIONS = PLAIN | PLURAL | IN_CONTEXT | BOTH


def read_source(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text
    # templatize() turns a template into calls of gettext amid blanked-out text; its indentation is not Python's.
    return "\n".join(line.strip() for line in templatize(text, origin=str(path)).split("\n"))


def find_messages(path: Path) -> Iterator[tuple[int, str | tuple[str, str], str | None]]:
    """Line, msgid (or singular and plural) and context of each text in one file."""
    source = io.BytesIO(read_source(path).encode())
    for line, function, arguments, _ in extract_python(source, list(FUNCTIONS), [], {"encoding": "utf-8"}):
        given = arguments if isinstance(arguments, tuple) else (arguments,)
        places = [place for place in FUNCTIONS[function] if isinstance(place, int)]
        texts = [given[place - 1] for place in places if place <= len(given)]
        if len(texts) < len(places) or not all(texts):
            continue  # not a literal text
        context = given[0] if len(places) < len(FUNCTIONS[function]) else None
        yield line, (texts[0], texts[1]) if len(texts) == 2 else texts[0], context


def list_messages(root: Path = ROOT) -> Catalog:
    catalog = Catalog(project="Werkflippen", charset="utf-8")
    files = (path for folder in FOLDERS for path in sorted((root / folder).rglob("*")))
    for path in files:
        if path.suffix in {".py", ".html", ".txt"}:
            for line, message, context in find_messages(path):
                catalog.add(message, locations=[(str(path.relative_to(root)), line)], context=context)
    return catalog


def read_translations(path: Path = ENGLISH) -> Catalog:
    if not path.exists():
        return Catalog(locale="en", project="Werkflippen", charset="utf-8", fuzzy=False)
    with path.open("rb") as file:
        return read_po(file, locale="en")


def update(root: Path, path: Path) -> Catalog:
    translations = read_translations(path)
    translations.update(list_messages(root), no_fuzzy_matching=True, keep_user_comments=True)
    translations.fuzzy = False
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, translations, width=120, ignore_obsolete=True, include_lineno=False, omit_header=False)
    return translations


def main() -> None:
    translations = update(ROOT, ENGLISH)
    empty = [message for message in translations if message.id and not is_translated(message.string)]
    print(f"{ENGLISH.relative_to(ROOT)}: {len(translations)} texts, {len(empty)} without a translation")


def is_translated(text: str | tuple[str, ...]) -> bool:
    return all(text) if isinstance(text, tuple) else bool(text)


if __name__ == "__main__":
    sys.exit(main())
