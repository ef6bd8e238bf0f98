"""Faults that no leaf shows: a leaf holds nothing personal, and a version has none but those of its texts."""

from collections.abc import Iterator

from django.db.models import F

from legal.ledger.one_moment import FETCHED

from .entries import commit_to_person
from .languages import PREVAILING_LANGUAGE
from .models import Act, ActSubject, LegalPage, Version, VersionText
from .models.acts import SALT_LENGTH
from .writing.rendering import drop_identifiers


def find_answers_of_others() -> Iterator[str]:
    """Answers that were given to somebody else afterwards, or whose colleague or reason was changed."""
    rows = ActSubject.objects.order_by("act_id").values_list(
        "act__leaf_id", "act__entry", "act__commitment", "user_id", "salt", "actor", "reason"
    )
    for leaf, entry, commitment, person, salt, actor, reason in rows.iterator(chunk_size=FETCHED):
        made = commit_to_person(bytes(salt), person, entry, actor, reason)
        if len(salt) != SALT_LENGTH or made != commitment or (reason and actor is None):
            yield f"leaf {leaf}: its act names another person, colleague or reason"


def find_answers_to_other_texts() -> Iterator[str]:
    """A link repeats the text of its act, and it is asked who still has to answer."""
    for leaf in ActSubject.objects.exclude(text=F("act__text")).order_by("pk").values_list("act__leaf_id", flat=True):
        yield f"leaf {leaf}: the link of its act to a person names another text"


def find_answers_of_nobody() -> Iterator[str]:
    """Only a redaction may take the person away, and it takes all of it."""
    acts = Act.objects.order_by("pk").values_list("leaf_id", flat=True)
    for leaf in acts.filter(subject=None, redaction=None).iterator(chunk_size=FETCHED):
        yield f"leaf {leaf}: its act names nobody, and no redaction says why"
    for leaf in acts.filter(subject__isnull=False, redaction__isnull=False).iterator(chunk_size=FETCHED):
        yield f"leaf {leaf}: its act was redacted and names a person"


def find_versions_without_text() -> Iterator[str]:
    """Rows that were put in by hand: such a version would be in force and have nothing to read."""
    versions = Version.objects.exclude(texts__language=PREVAILING_LANGUAGE).select_related("document")
    for version in versions.order_by("document__position", "number"):
        yield f"version {version.number} of {version.document.kind}: its text is missing"


def find_changed_pages() -> Iterator[str]:
    """Live pages whose text is no version: Wagtail was gone past. A draft lies elsewhere and may say anything."""
    pages = LegalPage.objects.filter(live=True, alias_of=None).select_related("document", "locale").order_by("pk")
    for page in pages:
        texts = VersionText.objects.filter(version__document=page.document_id, language=page.locale.language_code)
        newest = texts.order_by("version__number", "edition").last()
        if newest is None or not is_same_text(page, newest):
            yield f"page {page.pk}, {page.document.kind}: its live text is not that of the last version"


def is_same_text(page: LegalPage, text: VersionText) -> bool:
    """Fields that blocks got since the version was published change nothing while they have their defaults."""
    written = drop_identifiers(page.body.get_prep_value())
    if page.title != text.title:
        return False
    if written == text.blocks:
        return True
    body = page.body.stream_block
    return written == drop_identifiers(body.get_prep_value(body.to_python(text.blocks)))
