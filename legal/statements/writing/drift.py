"""Where text and practice differ: a register that changed after the text that shows it was published."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from ..models import Document, Version, VersionText
from .registers import find_register


@dataclass(frozen=True)
class Drift:
    document: Document
    version: Version
    register: str  # its label, or its name when no app keeps it any more


def find_drift() -> list[Drift]:
    """By document and register, for the newest version of each document that applies. Two queries and the registers."""
    found = [
        Drift(text.version.document, text.version, label)
        for text in list_newest_texts()
        for label in list_changed_registers(text)
    ]
    return list(dict.fromkeys(found))  # once, whatever the number of languages


def list_newest_texts() -> Iterator[VersionText]:
    """The newest edition in each language of the newest version of each document."""
    versions = Version.objects.filter(document=OuterRef("version__document")).order_by("-number")
    editions = VersionText.objects.filter(version=OuterRef("version"), language=OuterRef("language"))
    newest = VersionText.objects.filter(
        version=Subquery(versions.values("pk")[:1]),
        edition=Subquery(editions.order_by("-edition").values("edition")[:1]),
    ).exclude(Q(version__document__ended_on__lte=timezone.localdate()) | Q(snapshot={}))
    return (
        newest.select_related("version__document")
        .defer("html", "text", "blocks")
        .order_by(F("version__document__position"), F("language").desc())
        .iterator()
    )


def list_changed_registers(text: VersionText) -> Iterator[str]:
    for name, frozen in sorted(text.snapshot.items()):
        register = find_register(name)
        if register is None or register.take(text.language) != frozen:
            yield str(register.label) if register else name
