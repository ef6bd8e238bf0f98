"""Published texts and answers to them, made along the same way as in the admin."""

from datetime import date
from typing import Any

from django.utils import timezone
from wagtail.models import Locale

from legal.statements.acts.accepting import ShownText, record_act
from legal.statements.models import Act, Document, LegalIndexPage, LegalPage, Version, VersionText


def make_legal_page(kind: str = "privacy", text: str = "Wij bewaren je naam.", **fields: Any) -> LegalPage:
    """A page that was never published, with one section of one paragraph."""
    branch = LegalIndexPage.objects.get(locale__language_code="nl")
    fields = {
        "title": {"privacy": "Privacyverklaring", "terms": "Voorwaarden"}.get(kind, "Cookies"),
        "slug": kind,
        "summary": "Dit is nieuw.",
        "effective_from": timezone.localdate(),
        "body": write_body(text),
    } | fields
    document = Document.objects.get(kind=kind)
    page = LegalPage(document=document, locale=branch.locale, live=False, **fields)
    return branch.add_child(instance=page)


def publish_consent(text: str = "Mogen we je elke maand mailen?", **fields: Any) -> Version:
    """The next version of a document that asks whether something may happen."""
    facts = {"name": "Nieuwsbrief", "slug": "nieuwsbrief", "act": Document.Answer.CONSENT, "position": 9}
    Document.objects.get_or_create(kind="newsletter", defaults=facts)
    return publish_version("newsletter", text, **{"title": "Nieuwsbrief"} | fields)


def write_body(*texts: str) -> list[tuple[str, Any]]:
    content = [{"type": "paragraph", "value": f"<p>{text}</p>"} for text in texts]
    return [("section", {"heading": "Wat we bewaren", "anchor": "wat-we-bewaren", "content": content})]


def publish_version(kind: str = "privacy", text: str = "Wij bewaren je naam.", **fields: Any) -> Version:
    """The next version of this document, in force from today unless `effective_from` says otherwise."""
    page = LegalPage.objects.filter(document__kind=kind, locale__language_code="nl").first()
    if page is None:
        page = make_legal_page(kind, text, **fields)
    else:
        fields = {"effective_from": timezone.localdate(), "body": write_body(text)} | fields
        for name, value in fields.items():
            setattr(page, name, value)
    page.save_revision().publish()
    return page.document.versions.order_by("-number")[0]


def import_first_version(kind: str = "privacy", effective_from: date = date(2025, 6, 26)) -> Version:
    """A first version that applied before the site did, as `import_statement` makes it."""
    page = make_legal_page(kind, effective_from=effective_from)
    page.publish(page.save_revision(), origin=Version.Origin.IMPORT)
    return page.document.versions.get()


def translate_text(version: Version, text: str = "We keep your name.", title: str = "Privacy statement") -> VersionText:
    """The English text of the newest version."""
    dutch = LegalPage.objects.get(document=version.document, locale__language_code="nl")
    english = Locale.objects.get(language_code="en")
    page = dutch.get_translation_or_none(english) or dutch.copy_for_translation(english)
    page.title, page.summary, page.body = title, "This is new.", write_body(text)
    page.save_revision().publish()
    return version.texts.get(language="en")


def answer(person: Any, version: Version, kind: str = Act.Kind.ACKNOWLEDGE, language: str = "nl") -> Act:
    text = version.find_text(language)
    assert text is not None
    return record_act(user=person, shown=ShownText(text, "Gezien", "review", frozenset({kind})), kind=kind)
