"""Blocks that only the front page uses."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


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
