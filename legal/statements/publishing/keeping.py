"""Legal pages stay where they are: what was published can be replaced by a next version, and never be taken away.

Visitors read the version, whatever happens to the page. The page is kept for the next one, and for its history.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError, QuerySet
from django.utils.translation import gettext as _
from wagtail.models import Page, Revision

from ..models.records import VersionText

if TYPE_CHECKING:
    from ..models import LegalPage


class RemovalRefused(ValidationError):
    """Why this page stays as it is."""


def is_on_record(page: LegalPage) -> bool:
    """Whether anything was published in its language. The stored row counts: a draft may name another document."""
    stored = type(page).objects.filter(pk=page.pk).values("document")
    return VersionText.objects.filter(version__document__in=stored, language=page.locale.language_code).exists()


def find_kept_page(pages: Iterable[Page]) -> LegalPage | None:
    """The first legal text on record among these pages and everything below them."""
    model = apps.get_model("statements", "LegalPage")
    for page in pages:
        below = model.objects.descendant_of(page, inclusive=True).select_related("locale")
        if kept := next(filter(is_on_record, below), None):
            return kept
    return None


def describe_removal(page: Page) -> str:
    reason = _("“%(title)s” is gepubliceerd: de pagina blijft bestaan, op deze plek.") % {"title": page.title}
    return reason + " " + _("Klopt de tekst niet meer? Publiceer dan een nieuwe versie.")


def refuse_removal(*pages: Page) -> None:
    if kept := find_kept_page(pages):
        raise RemovalRefused(describe_removal(kept))


def refuse_loss(page: LegalPage, fields: Iterable[str] | None) -> None:
    """What Wagtail does by saving: unpublishing, expiring, making an alias of a text, and copying one."""
    saved = set(fields) if fields is not None else {"live", "alias_of_id", "expire_at"}
    stored = type(page).objects.filter(pk=page.pk).values("live", "alias_of_id").first()
    if stored is None:
        refuse_twin(page)
        return
    is_lost = "live" in saved and stored["live"] and not page.live
    is_lost |= bool("alias_of_id" in saved and page.alias_of_id and not stored["alias_of_id"])
    is_lost |= bool("expire_at" in saved and page.expire_at)
    if is_lost and is_on_record(page):
        raise RemovalRefused(describe_removal(page))


def refuse_twin(page: LegalPage) -> None:
    if type(page).objects.filter(document=page.document_id, locale=page.locale_id).exists():
        raise RemovalRefused(describe_copy())


def describe_copy() -> str:
    return _("Van een juridische tekst is er maar één. Pas hem aan en publiceer een nieuwe versie.")


def refuse_deletion(sender: type[LegalPage], instance: LegalPage, **kwargs: Any) -> None:
    if is_on_record(instance):
        raise RemovalRefused(describe_removal(instance))


def refuse_move(sender: type[Page], instance: Page, **kwargs: Any) -> None:
    """Within the branch their order may change."""
    if kwargs["parent_page_before"] != kwargs["parent_page_after"]:
        refuse_removal(instance)


def refuse_purge(sender: type[Revision], instance: Revision, origin: Any = None, **kwargs: Any) -> None:
    """Revisions say who wrote. Wagtail's `purge_revisions` takes even the live one, once there is a newer draft."""
    source = origin.model if isinstance(origin, QuerySet) else type(origin)
    kind = instance.content_type.model_class()
    if source is Revision and kind is apps.get_model("statements", "LegalPage"):
        raise ProtectedError("Revisions of legal texts are kept as long as their page.", {instance})


def may_overwrite(page: LegalPage, revision: Revision) -> bool:
    """Autosave writes over the revision before. What is live, planned, or shown to a colleague stays as they saw it."""
    is_live = type(page).objects.filter(pk=page.pk, live_revision=revision).exists()
    return not (is_live or revision.approved_go_live_at or revision.task_states.exists())
