"""Pictures, documents, video and sound. None has a rule of its own: whoever may read the page that shows it gets it."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any, cast

from django.conf import settings
from django.core.files.base import ContentFile, File
from django.db import models
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document, DocumentQuerySet
from wagtail.images.models import AbstractImage, AbstractRendition, Filter, Image, ImageQuerySet
from wagtailmedia.models import AbstractMedia, MediaQuerySet

from ..files.fields import PrivateFileField, PrivateImageField, PrivateMediaField


def name_for_reader(title: str, file: Any) -> str:
    """What the file is called in addresses and when it is saved: after its title, not after what lies on disk."""
    return f"{slugify(title)[:60].strip('-') or 'bestand'}{PurePath(str(file.name)).suffix}"


class Uploaded(models.Model):
    """Which colleague brought it: unset when the account goes, and not to be found from the account."""

    uploaded_by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        verbose_name=_("geüpload door"),
    )
    uploaded_by_user.wagtail_reference_index_ignore = True  # type: ignore[attr-defined]

    class Meta:
        abstract = True


class LessonImage(Uploaded, AbstractImage):  # type: ignore[django-manager-missing]  # noqa: DJ008
    file = PrivateImageField(_("bestand"), upload="image", width_field="width", height_field="height")
    objects: Any = ImageQuerySet.as_manager()

    admin_form_fields = Image.admin_form_fields

    class Meta(AbstractImage.Meta):
        verbose_name = _("afbeelding")
        verbose_name_plural = _("afbeeldingen")

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.file and not self.file._committed:
            # Kept first: size and fingerprint are those of the picture as it is drawn anew.
            self.file.save(self.file.name, cast(File, self.file.file), save=False)
            self._set_image_file_metadata()
            self.file.close()
        super().save(*args, **kwargs)

    def generate_rendition_file(self, filter: Filter, *, source: File | None = None) -> File:
        """In memory: Wagtail would leave its temporary file open."""
        with super().generate_rendition_file(filter, source=source) as drawn:
            drawn.seek(0)
            return ContentFile(drawn.read(), name=drawn.name)


class LessonRendition(AbstractRendition):
    image = models.ForeignKey(LessonImage, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        verbose_name = _("formaat van een afbeelding")
        verbose_name_plural = _("formaten van afbeeldingen")
        constraints = [
            models.UniqueConstraint(fields=["image", "filter_spec", "focal_point_key"], name="one_rendition_per_size")
        ]


class LessonDocument(Uploaded, AbstractDocument):  # noqa: DJ008
    file = PrivateFileField(_("bestand"), upload="document")
    objects: Any = DocumentQuerySet.as_manager()

    admin_form_fields = Document.admin_form_fields

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documenten")

    @property
    def url(self) -> str:
        """For the admin. Wagtail's own address, which is open to everybody, is not there."""
        return str(self.file.url)

    @property
    def name_for_reader(self) -> str:
        return name_for_reader(self.title, self.file)


class LessonMedia(Uploaded, AbstractMedia):  # noqa: DJ008
    """Video or sound with what people need who do not hear it."""

    file = PrivateMediaField(_("bestand"), upload="media", help_text="")
    thumbnail = PrivateFileField(_("beeld vooraf"), upload="image", blank=True)
    captions_nl = PrivateFileField(_("ondertiteling in het Nederlands"), upload="captions", blank=True)
    captions_en = PrivateFileField(_("ondertiteling in het Engels"), upload="captions", blank=True)
    transcript = models.TextField(
        _("uitgeschreven tekst"),
        blank=True,
        help_text=_("Wat er gezegd wordt en te horen is, voor wie liever leest of het niet kan horen."),
    )
    is_silent = models.BooleanField(
        _("zonder geluid"), default=False, help_text=_("Alleen voor video waarin niets te horen is.")
    )

    objects: Any = MediaQuerySet.as_manager()
    admin_form_fields = (
        "title",
        "file",
        "collection",
        "thumbnail",
        "captions_nl",
        "captions_en",
        "transcript",
        "is_silent",
        "duration",
        "width",
        "height",
        "tags",
    )

    class Meta:
        verbose_name = _("video of geluid")
        verbose_name_plural = _("video en geluid")

    @property
    def captions(self) -> dict[str, Any]:
        """By language code; only those that there are."""
        files = {code: getattr(self, f"captions_{code}", None) for code, _name in settings.LANGUAGES}
        return {code: file for code, file in files.items() if file}

    @property
    def name_for_reader(self) -> str:
        return name_for_reader(self.title, self.file)

    @property
    def can_be_followed_without_hearing(self) -> bool:
        if self.type == "video":
            return self.is_silent or bool(self.captions)
        return bool(self.transcript.strip())
