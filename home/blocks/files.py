"""Blocks with a file. The file has no rule of its own: who may read the page gets it, at an address beneath the page.

Which models hold the files is a setting. Templates find the addresses with the tags of `{% load files %}`.
"""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from .text import SHOWING


def make_caption() -> blocks.CharBlock:
    return blocks.CharBlock(label=_("Bijschrift"), max_length=250, required=False)


class PictureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Afbeelding"))
    alternative = blocks.CharBlock(
        label=_("Wat erop te zien is"),
        max_length=250,
        required=False,
        help_text=_("Voor wie de afbeelding niet ziet. Zeg wat ertoe doet, zonder ‘afbeelding van’."),
    )
    is_decorative = blocks.BooleanBlock(
        label=_("Alleen versiering"), required=False, help_text=_("Wie de afbeelding niet ziet, mist dan niets.")
    )
    caption = make_caption()

    class Meta:
        group = SHOWING
        icon = "image"
        label = _("Afbeelding")
        description = _("Eén afbeelding in de breedte van de tekst, met een bijschrift als dat nodig is.")
        template = "blocks/image.html"
        preview_value = {
            "image": None,
            "alternative": _("Twee kaarten; van de ene zie je een stukje achterkant"),
            "is_decorative": False,
            "caption": _("Draai je werk eens om"),
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["alternative"].strip() and not cleaned["is_decorative"]:
            message = _("Beschrijf wat er te zien is, of vink aan dat het alleen versiering is.")
            raise StructBlockValidationError(block_errors={"alternative": ValidationError(message)})
        return cleaned


class GalleryBlock(blocks.ListBlock):
    def __init__(self, **options: Any) -> None:
        super().__init__(PictureBlock(), **{"min_num": 2, "max_num": 12, **options})

    class Meta:
        group = SHOWING
        icon = "copy"
        label = _("Afbeeldingen naast elkaar")
        description = _("Twee tot twaalf afbeeldingen om te vergelijken of als stappen.")
        template = "blocks/gallery.html"
        preview_value = [
            {"image": None, "alternative": _("Een volle agenda"), "is_decorative": False, "caption": _("Voor")},
            {"image": None, "alternative": _("Een lege agenda"), "is_decorative": False, "caption": _("Na")},
        ]


class FollowableBlock(blocks.StructBlock):
    """Film or sound that can also be followed by who does not hear it; `clean` refuses any other."""

    refusal: Any
    media: Any

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        if not cleaned["media"].can_be_followed_without_hearing:
            raise StructBlockValidationError(block_errors={"media": ValidationError(self.refusal)})
        return cleaned


class VideoBlock(FollowableBlock):
    media = VideoChooserBlock(label=_("Video"))
    caption = make_caption()

    refusal = _("Deze video heeft nog geen ondertiteling. Voeg die toe bij de video, of vink daar ‘zonder geluid’ aan.")

    class Meta:
        group = SHOWING
        icon = "media"
        label = _("Video")
        description = _("Een eigen video met ondertiteling. Niemand anders ziet wie er kijkt.")
        template = "blocks/video.html"
        preview_value = {"media": None, "caption": _("Zo begin je een overleg, in twee minuten")}


class AudioBlock(FollowableBlock):
    media = AudioChooserBlock(label=_("Geluid"))
    caption = make_caption()

    refusal = _("Bij dit geluid hoort nog een uitgeschreven tekst. Voeg die toe bij het geluid.")

    class Meta:
        group = SHOWING
        icon = "media"
        label = _("Geluid")
        description = _("Een eigen opname om te beluisteren, met de tekst erbij.")
        template = "blocks/audio.html"
        preview_value = {"media": None, "caption": _("Een gesprek over vergaderen, acht minuten")}


class DownloadBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    text = blocks.CharBlock(
        label=_("Wat je ermee doet"),
        max_length=200,
        required=False,
        help_text=_("Staat onder de naam van het bestand."),
    )

    class Meta:
        group = SHOWING
        icon = "download"
        label = _("Bestand om te bewaren")
        description = _("Een bestand om te bewaren of af te drukken, zoals een werkblad.")
        template = "blocks/download.html"
        preview_value = {"document": None, "text": _("Vul het werkblad in voor je volgende overleg.")}
