"""The legal texts: what applied since June 2025, and the version that says what this software really does."""

from datetime import date
from typing import Any

from django.utils import timezone

from legal.statements.models import Document, Version
from legal.statements.plain_text import read_statement
from legal.statements.publishing.importing import import_statement

from . import WORDS, read_words

FIRST_VERSIONS = ("privacy-1", "terms-1", "cookies-1")
SECOND_VERSION = "privacy-2"


def publish_first_versions() -> None:
    for name in FIRST_VERSIONS:
        publish(name, read_words("statements/summaries.toml")[name]["effective_from"])


def publish_second_version() -> None:
    """In force from today: a version never applies to days gone by."""
    publish(SECOND_VERSION, timezone.localdate())


def publish(name: str, effective_from: date) -> None:
    summaries: dict[str, Any] = read_words("statements/summaries.toml")[name]
    document = Document.objects.get(kind=name.partition("-")[0])
    for language in ("nl", "en"):
        statement = read_statement((WORDS / "statements" / f"{name}.{language}.txt").read_bytes())
        import_statement(
            document=document,
            statement=statement,
            effective_from=effective_from,
            language=language,
            change=Version.Change.SUBSTANTIVE,
            summary=summaries[language],
        )
