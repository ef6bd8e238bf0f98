"""Versions of legal texts. Published rows are written once and never changed."""

from __future__ import annotations

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from legal.ledger.append_only import AppendOnly
from legal.ledger.models import Leaf

from ..languages import PREVAILING_LANGUAGE
from ..querysets import VersionQuerySet, VersionTextQuerySet


class Document(models.Model):
    """A kind of legal text that has versions, and what it asks of a member."""

    class Answer(models.TextChoices):
        ACCEPT = "accept", _("akkoord gaan")
        ACKNOWLEDGE = "acknowledge", _("lezen")
        CONSENT = "consent", _("toestemming geven of weigeren")
        NONE = "none", _("niets")

    kind = models.SlugField(_("soort"), max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=80)
    slug = models.SlugField(_("deel van het adres"), max_length=40, unique=True)
    act = models.CharField(_("wat een lid ermee doet"), max_length=20, choices=Answer, default=Answer.NONE)
    position = models.PositiveSmallIntegerField(_("volgorde"), default=0)
    ended_on = models.DateField(
        _("geldt niet meer vanaf"),
        null=True,
        blank=True,
        help_text=_("Laat leeg zolang het document geldt. Daarna vragen we niemand er meer iets over."),
    )

    class Meta:
        verbose_name = _("juridisch document")
        verbose_name_plural = _("juridische documenten")
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("statements:document", args=[self.slug])


class Version(AppendOnly):
    """One published version. Its words lie in `VersionText`, one row for each language and edition."""

    class Change(models.TextChoices):
        EDITORIAL = "editorial", _("redactioneel: alleen taal of opmaak")
        CLARIFICATION = "clarification", _("verduidelijking: hetzelfde, beter uitgelegd")
        SUBSTANTIVE = "substantive", _("inhoudelijk: er verandert iets voor leden")

    class Origin(models.TextChoices):
        ADMIN = "admin", _("beheer")
        IMPORT = "import", _("import")
        SCHEDULE = "schedule", _("planning")
        SHELL = "shell", _("opdrachtregel")

    document = models.ForeignKey(Document, models.PROTECT, related_name="versions", verbose_name=_("document"))
    number = models.PositiveIntegerField(_("nummer"))
    change = models.CharField(_("soort wijziging"), max_length=20, choices=Change)
    floor = models.PositiveIntegerField(
        _("ondergrens"), help_text=_("Wie op deze of een latere versie antwoordde, hoeft dat niet opnieuw te doen.")
    )
    effective_from = models.DateField(_("geldig vanaf"))
    published_at = models.DateTimeField(_("gepubliceerd op"))
    # Plain numbers, no foreign keys: the row must outlive the account and may never be updated.
    published_by = models.BigIntegerField(_("account van de publicist"), null=True)
    approved_by = models.BigIntegerField(_("account van de goedkeurder"), null=True)
    written_by = models.JSONField(_("accounts van de schrijvers"), default=list)
    origin = models.CharField(_("langs welke weg"), max_length=20, choices=Origin)

    objects = VersionQuerySet.as_manager()

    class Meta:
        verbose_name = _("versie")
        verbose_name_plural = _("versies")
        ordering = ["document", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="one_version_per_number"),
            models.CheckConstraint(condition=models.Q(floor__lte=models.F("number")), name="floor_not_above_number"),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.number}"

    def get_absolute_url(self) -> str:
        return reverse("statements:version", args=[self.document.slug, self.number])

    def find_text(self, language: str) -> VersionText:
        """The newest edition in this language, else the Dutch one, which prevails.

        Raises `VersionText.DoesNotExist` for a version without a text, which only a damaged record has.
        """
        newest = {text.language: text for text in sorted(self.texts.all(), key=lambda text: text.edition)}
        if text := newest.get(language) or newest.get(PREVAILING_LANGUAGE):
            return text
        raise VersionText.DoesNotExist(f"{self} has no text")


class VersionText(AppendOnly):
    """The words of a version in one language, as people saw them."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="texts", verbose_name=_("versie"))
    language = models.CharField(_("taal"), max_length=12)
    edition = models.PositiveIntegerField(_("uitgave"), default=1)
    title = models.CharField(_("titel"), max_length=255)
    summary = models.TextField(_("wat er veranderde"))
    html = models.TextField()
    text = models.TextField()
    blocks = models.JSONField(default=list)
    snapshot = models.JSONField(_("registers op dat moment"), default=dict)
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(_("gepubliceerd op"))
    published_by = models.BigIntegerField(_("account van de publicist"), null=True)
    approved_by = models.BigIntegerField(_("account van de goedkeurder"), null=True)
    written_by = models.JSONField(_("accounts van de schrijvers"), default=list)
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="+")

    objects = VersionTextQuerySet.as_manager()

    class Meta:
        verbose_name = _("tekst van een versie")
        verbose_name_plural = _("teksten van versies")
        constraints = [
            models.UniqueConstraint(fields=["version", "language", "edition"], name="one_text_per_edition"),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.language} {self.edition}"
