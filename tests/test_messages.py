"""Every text of the site is there in English, and in Dutch it is shown as it was written."""

import re
from pathlib import Path

import pytest
import wagtailmedia
from babel.messages.catalog import Message
from django.utils import translation

from tests.messages import is_translated, list_messages, read_translations, update

PLACEHOLDER = re.compile(r"%\((\w+)\)|\{(\w*)\}|%[sd]")


def list_forms(message: Message) -> list[str]:
    return list(message.id) if isinstance(message.id, tuple) else [message.id]


def list_keys(messages: object) -> set[tuple[str, str]]:
    return {(list_forms(message)[0], message.context or "") for message in messages if message.id}


def find_placeholders(text: str) -> set[str]:
    return {found.group(0) for found in PLACEHOLDER.finditer(text)}


def test_every_text_has_an_english_translation() -> None:
    translations = read_translations()
    wanted = [message for message in list_messages() if message.id]
    found = {(message.id, message.context): message for message in wanted}
    for key in list(found):
        known = translations.get(key[0], key[1])
        if known is not None and known.id == key[0] and is_translated(known.string):
            del found[key]
    assert {key[0]: message.locations[0] for key, message in found.items()} == {}


def test_no_translation_is_unused_or_uncertain() -> None:
    translations = read_translations()
    assert sorted(list_keys(translations) - list_keys(list_messages())) == []
    assert [message.id for message in translations if message.id and message.fuzzy] == []
    assert list(translations.obsolete) == []


def test_a_translation_fills_in_the_same_values_as_the_dutch_text() -> None:
    different = []
    for message in read_translations():
        texts = message.string if isinstance(message.string, tuple) else (message.string,)
        wanted = find_placeholders(list_forms(message)[-1])
        different += [text for text in texts if message.id and text and find_placeholders(text) != wanted]
    assert different == []


def test_dutch_readers_see_the_text_as_it_was_written() -> None:
    """A Dutch msgid that happens to be an English msgid of Django or Wagtail would be shown in their translation."""
    changed = {}
    with translation.override("nl"):
        for message in list_messages():
            text = list_forms(message)[0]
            shown = translation.pgettext(message.context, text) if message.context else translation.gettext(text)
            if text and shown != text:
                changed[text] = shown
    assert changed == {}


def test_what_wagtailmedia_says_in_english_is_said_in_dutch() -> None:
    """It brings no Dutch of its own: locale/nl does. A newer version may say more."""
    said = read_translations(Path(wagtailmedia.__file__).parent / "locale/en/LC_MESSAGES/django.po")
    with translation.override("nl"):
        english = {text for text, _context in list_keys(said) if translation.gettext(text) == text}
    assert english == {"tags", "Type"}  # which are Dutch too


@pytest.mark.parametrize(
    ("name", "source", "expected"),
    [
        ("templates/a.html", '<p>it\'s {% translate "Log in" %}</p>', ("Log in", "")),
        ("templates/a.html", '    {% translate "Log in" as label %}\n  x', ("Log in", "")),
        ("templates/a.html", '{% translate "Open" context "deur" %}', ("Open", "deur")),
        (
            "templates/a.txt",
            "{% blocktranslate trimmed %}\n  Dag\n  {{ name }}\n{% endblocktranslate %}",
            ("Dag %(name)s", ""),
        ),
        (
            "templates/a.html",
            "{% blocktranslate count n=total trimmed %}\n{{ n }} les{% plural %}{{ n }} lessen{% endblocktranslate %}",
            ("%(n)s les", ""),
        ),
        ("templates/a.html", '{% include "x.html" with label=_("Verder") only %}', ("Verder", "")),
        ("home/a.py", 'x = _("Log in")', ("Log in", "")),
        ("home/a.py", 'x = gettext_lazy(\n    "Een lange "\n    "zin"\n)', ("Een lange zin", "")),
        ("home/a.py", 'x = ngettext("%(n)s les", "%(n)s lessen", total)', ("%(n)s les", "")),
        ("home/a.py", 'x = pgettext_lazy("deur", "Open")', ("Open", "deur")),
    ],
)
def test_a_text_is_found_in_every_form(tmp_path: Path, name: str, source: str, expected: tuple[str, str]) -> None:
    path = tmp_path / name
    path.parent.mkdir()
    path.write_text(source)
    assert list_keys(list_messages(tmp_path)) == {expected}


def test_what_is_no_text_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home/a.py").write_text('x = gettext(text)\ny = title("Log in")\n')
    assert list_keys(list_messages(tmp_path)) == set()


def test_updating_keeps_translations_and_drops_what_is_unused(tmp_path: Path) -> None:
    source, catalogue = tmp_path / "home/a.py", tmp_path / "locale/django.po"
    source.parent.mkdir()
    source.write_text('a = _("Kom binnen")\nb = ngettext("%(n)s les", "%(n)s lessen", n)\nc = _("Weg")\n')
    update(tmp_path, catalogue)
    catalogue.write_text(catalogue.read_text().replace('"Kom binnen"\nmsgstr ""', '"Kom binnen"\nmsgstr "Come in"'))
    source.write_text(source.read_text().replace("Weg", "Nieuw"))
    translations = update(tmp_path, catalogue)
    assert translations.get("Kom binnen").string == "Come in"
    assert list_keys(read_translations(catalogue)) == {("Kom binnen", ""), ("%(n)s les", ""), ("Nieuw", "")}
    assert [message.id for message in read_translations(catalogue) if message.fuzzy] == []
