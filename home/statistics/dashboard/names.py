"""What a label is called on the screen, now."""

import uuid
from collections.abc import Iterable

from django.conf import settings
from django.utils.translation import gettext
from wagtail.models import Page

from ..counting import OTHER
from ..models import Device, Dimension

Key = tuple[str, str]  # dimension and label


def name_labels(keys: Iterable[Key]) -> dict[Key, str]:
    """The title that a page has now, the words for what is counted by a word, and else the label itself. One query, and
    none without pages.
    """
    keys = set(keys)
    words = {Dimension.DEVICE: dict(Device.choices), Dimension.LANGUAGE: dict(settings.LANGUAGES)}
    names = {key: str(words.get(Dimension(key[0]), {}).get(key[1], key[1])) for key in keys}
    names |= {key: gettext("Andere") for key in keys if key[1] == OTHER}
    return names | name_pages({label for dimension, label in keys if dimension == Dimension.PAGE})


def name_pages(labels: set[str]) -> dict[Key, str]:
    found = {label: read_translation_key(label) for label in labels}
    titles = read_titles({key for key in found.values() if key}) if labels else {}
    gone = gettext("Pagina die niet meer bestaat")
    return {(Dimension.PAGE, label): titles.get(key, gone) if key else gone for label, key in found.items()}


def read_translation_key(label: str) -> uuid.UUID | None:
    """A label ends in the translation key of a page; what stands before it is the page's own word for its kind."""
    try:
        return uuid.UUID(label.rpartition(":")[2])
    except ValueError:
        return None


def read_titles(keys: set[uuid.UUID]) -> dict[uuid.UUID, str]:
    """Title by translation key, in the site's first language where the page has it. One query."""
    pages = Page.objects.filter(translation_key__in=keys).values_list(
        "translation_key", "title", "locale__language_code"
    )
    first_language_last = sorted(pages, key=lambda page: page[2] == settings.LANGUAGE_CODE)
    return {key: title for key, title, _language in first_language_last}
