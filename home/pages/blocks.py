"""Blocks that only the front page uses, and those of the foot of every page."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError

OUR_OR_SECURE = r"^(?:https://[^\s/]\S*|/(?:[^\s/\\]\S*)?)$"


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(max_length=80, label=_("Titel"))
    text = blocks.TextBlock(max_length=300, label=_("Tekst"))


class CardsBlock(blocks.StructBlock):
    """Two to six short texts beside each other; `is_numbered` makes steps of them."""

    heading = blocks.CharBlock(max_length=120, label=_("Kop"))
    is_numbered = blocks.BooleanBlock(required=False, label=_("Genummerd"), help_text=_("Voor stappen."))
    cards = blocks.ListBlock(CardBlock(), min_num=2, max_num=6, label=_("Kaarten"))

    class Meta:
        icon = "grip"
        label = _("Kaarten")
        template = "blocks/cards.html"
        description = _("Korte teksten naast elkaar, bijvoorbeeld stappen of beloften.")


class CallBlock(blocks.StructBlock):
    """The last thing on the page: one sentence and one button to the catalogue."""

    heading = blocks.CharBlock(max_length=120, label=_("Kop"))
    text = blocks.TextBlock(max_length=300, label=_("Tekst"))
    button = blocks.CharBlock(max_length=40, label=_("Tekst op de knop"))
    page = blocks.PageChooserBlock(label=_("Waar de knop heen gaat"))

    class Meta:
        icon = "arrow-right"
        label = _("Oproep")
        template = "blocks/call.html"
        description = _("Een afsluiting met een knop.")


class FrontPageBlock(blocks.StreamBlock):
    cards = CardsBlock()
    call = CallBlock()


class LinkBlock(blocks.StructBlock):
    """To one of our pages, by what it is called unless `text` says otherwise, or to an address elsewhere."""

    page = blocks.PageChooserBlock(
        required=False,
        label=_("Pagina"),
        help_text=_("We tonen de link pas als de pagina gepubliceerd en vertaald is, en voor iedereen."),
    )
    address = blocks.RegexBlock(
        OUR_OR_SECURE,
        required=False,
        max_length=200,
        label=_("Of een adres"),
        help_text=_("Begin met https:// voor een andere site, of met / voor deze."),
        error_messages={"invalid": _("Vul een heel adres in, beginnend met https:// of met /.")},
    )
    text = blocks.CharBlock(
        required=False,
        max_length=40,
        label=_("Tekst"),
        help_text=_("Leeg: de titel van de pagina."),
    )

    class Meta:
        icon = "link"
        label = _("Link")

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        faults = {}
        if bool(cleaned["page"]) == bool(cleaned["address"]):
            faults["page"] = ValidationError(_("Kies een pagina of vul een adres in: een van de twee."))
        elif cleaned["address"] and not cleaned["text"]:
            faults["text"] = ValidationError(_("Een adres heeft een tekst nodig: zeg waar het heen gaat."))
        if faults:
            raise StructBlockValidationError(block_errors=faults)
        return cleaned


class FooterColumnBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=40, label=_("Kop"))
    links = blocks.ListBlock(LinkBlock(), min_num=1, max_num=8, label=_("Links"))

    class Meta:
        icon = "list-ul"
        label = _("Kolom")
