"""Faults that no leaf shows: a leaf holds nothing personal, and a version has none but those of its texts."""

from collections.abc import Iterator

from .entries import commit_to_person
from .models import PREVAILING_LANGUAGE, ActSubject, Version


def find_answers_of_others() -> Iterator[str]:
    """Answers that were given to somebody else afterwards. What was forgotten is no fault: it names nobody."""
    rows = ActSubject.objects.order_by("act__leaf_id").values_list(
        "act__leaf_id", "act__entry", "act__commitment", "user_id", "salt"
    )
    for leaf, entry, commitment, person, salt in rows.iterator(chunk_size=5000):
        if commit_to_person(bytes(salt), person, entry) != commitment:
            yield f"leaf {leaf}: its act names another person"


def find_versions_without_text() -> Iterator[str]:
    """Rows that were put in by hand: such a version would be in force and have nothing to read."""
    versions = Version.objects.exclude(texts__language=PREVAILING_LANGUAGE).select_related("document")
    for version in versions.order_by("document__position", "number"):
        yield f"version {version.number} of {version.document.kind}: its text is missing"
