"""The editor of a legal text. What visitors read is the published version, never the page."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, Revision, Site
from wagtail_localize.fields import SynchronizedField

from ..publishing.forms import LegalPageForm
from ..publishing.four_eyes import find_former
from ..publishing.keeping import RemovalRefused, describe_copy, is_on_record, may_overwrite, refuse_loss, refuse_removal
from ..publishing.publishing import lock_document, publish_version, record_live_text, record_or_refuse
from ..writing.blocks import StatementBlock
from ..writing.lines import list_headings
from ..writing.rendering import render_page
from .records import Document, Version


class LegalIndexPage(Page):
    """The branch of the legal texts. Only the legal group has rights here; visitors never see this page."""

    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["statements.LegalPage"]

    class Meta:
        verbose_name = _("juridische teksten")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and not self.live and LegalIndexPage.objects.filter(pk=self.pk, live=True).exists():
            refuse_removal(self)
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        refuse_removal(self)  # first: the tree would count its children before it is stopped
        return super().delete(*args, **kwargs)

    def copy(self, *args: Any, **kwargs: Any) -> LegalIndexPage:
        if args or kwargs.get("recursive"):  # before it begins: Wagtail copies page by page
            raise RemovalRefused(describe_copy())
        return super().copy(*args, **kwargs)

    def get_url_parts(self, request: HttpRequest | None = None) -> None:
        return None


class LegalPage(Page):
    """A legal text as the legal team writes it. Publishing it makes a version; see `publishing`."""

    parent_page_types = ["statements.LegalIndexPage"]
    subpage_types: list[str] = []
    base_form_class = LegalPageForm
    template = "statements/document.html"

    document = models.ForeignKey(Document, models.PROTECT, related_name="+", verbose_name=_("document"))
    body = StreamField(StatementBlock(), verbose_name=_("tekst"))
    change = models.CharField(
        _("soort wijziging"),
        max_length=20,
        choices=Version.Change,
        default=Version.Change.SUBSTANTIVE,
        help_text=_("Alleen bij een inhoudelijke wijziging vragen we leden opnieuw om een antwoord."),
    )
    summary = models.TextField(
        _("wat er verandert"),
        max_length=1000,
        help_text=_("Eén of twee zinnen voor leden. Ze zien dit boven de nieuwe tekst."),
    )
    effective_from = models.DateField(
        _("geldig vanaf"), null=True, help_text=_("Vandaag of later, en niet vóór de vorige versie.")
    )

    content_panels = [
        *Page.content_panels,
        FieldPanel("document"),
        FieldPanel("body"),
        HelpPanel(template="statements/publication_panel.html", heading=_("Wat publiceren doet")),
        MultiFieldPanel(
            [FieldPanel("change"), FieldPanel("summary"), FieldPanel("effective_from")],
            heading=_("Deze versie"),
        ),
    ]
    promote_panels = [FieldPanel("slug")]
    # A translation says the same in other words: when and how it changed is said once, in Dutch.
    override_translatable_fields = [
        SynchronizedField("slug", overridable=False),
        SynchronizedField("document", overridable=False),
        SynchronizedField("change", overridable=False),
        SynchronizedField("effective_from", overridable=False),
    ]

    class Meta:
        verbose_name = _("juridische tekst")
        verbose_name_plural = _("juridische teksten")

    def clean(self) -> None:
        super().clean()
        twins = LegalPage.objects.filter(document=self.document_id, locale=self.locale_id).exclude(pk=self.pk)
        if self.document_id and twins.exists():
            raise ValidationError({"document": _("Van dit document bestaat al een tekst in deze taal.")})
        if self.expire_at:
            raise ValidationError({"expire_at": _("Een juridische tekst verloopt niet. Publiceer een nieuwe versie.")})
        stored = LegalPage.objects.filter(pk=self.pk).exclude(document=self.document_id).first()
        if stored and is_on_record(stored):
            raise ValidationError({"document": _("Dit is de tekst van een ander document, en dat blijft zo.")})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The one door to publication: Wagtail's own editor goes past `publish`, and nothing goes past this.

        Raises `publishing.PublicationRefused` or `keeping.RemovalRefused`, and then the page is as it was.
        """
        refuse_loss(self, kwargs.get("update_fields"))
        if not self.live or self.alias_of_id:  # an alias only repeats the words of another language
            super().save(*args, **kwargs)
            return
        with record_or_refuse(self):
            lock_document(self)
            before = find_former(self)
            super().save(*args, **kwargs)
            if find_former(self) != before:
                record_live_text(self, before)

    def save_revision(self, *args: Any, overwrite_revision: Revision | None = None, **kwargs: Any) -> Revision:
        if overwrite_revision and not may_overwrite(self, overwrite_revision):
            overwrite_revision = None
        return super().save_revision(*args, overwrite_revision=overwrite_revision, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        refuse_removal(self)  # first: the tree would count its children before it is stopped
        return super().delete(*args, **kwargs)

    def publish(self, revision: Revision, user: Any = None, *, origin: str = "", **kwargs: Any) -> None:
        """Whoever knows who publishes and along which road comes through here: import, schedule, workflow, shell."""
        publish_version(self, revision, super().publish, user=user, origin=origin, **kwargs)

    def get_url_parts(self, request: HttpRequest | None = None) -> tuple[int, str, str] | None:
        """The address of the document: this branch stands beside the front page, where Wagtail does not route."""
        for site in Site.get_site_root_paths():
            with translation.override(self.locale.language_code):
                return site.site_id, site.root_url, self.document.get_absolute_url()
        return None

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Only a preview in the admin is rendered from the page itself."""
        text = render_page(self)
        draft = {"text": text, "headings": list_headings(text.blocks), "is_draft": True}
        return super().get_context(request, *args, **kwargs) | draft
