"""Blocks for what is looked up rather than read: the meaning of terms, and which data are kept why and how long."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .lines import COLUMNS
from .markup import TEXT_FEATURES


class DefinitionBlock(blocks.StructBlock):
    term = blocks.CharBlock(max_length=120, label=_("Begrip"))
    meaning = blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Wat het betekent"))

    class Meta:
        icon = "tag"
        label = _("Begrip")


class DefinitionsBlock(blocks.ListBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(DefinitionBlock(), **kwargs)

    class Meta:
        icon = "openquote"
        label = _("Begrippen")
        template = "blocks/statement_definitions.html"
        description = _("Woorden die in deze tekst iets bepaalds betekenen, met hun betekenis.")
        preview_value = [
            {"term": _("Persoonsgegevens"), "meaning": _("<p>Alles wat iets zegt over een persoon.</p>")},
            {"term": _("Account"), "meaning": _("<p>Je naam, je e-mailadres en je wachtwoord bij ons.</p>")},
        ]


class ColumnsBlock(blocks.StructBlock):
    """The headings are words of the text: they are translated and frozen with it."""

    category = blocks.CharBlock(max_length=60, label=_("Kolom 1"), default=_("Waarvan"))
    data = blocks.CharBlock(max_length=60, label=_("Kolom 2"), default=_("Welke gegevens"))
    purpose = blocks.CharBlock(max_length=60, label=_("Kolom 3"), default=_("Waarvoor"))
    basis = blocks.CharBlock(max_length=60, label=_("Kolom 4"), default=_("Grondslag"))
    retention = blocks.CharBlock(max_length=60, label=_("Kolom 5"), default=_("Hoe lang"))

    class Meta:
        icon = "list-ul"
        label = _("Koppen van de kolommen")
        collapsed = True


class RowBlock(blocks.StructBlock):
    category = blocks.CharBlock(max_length=120, label=_("Waarvan"), help_text=_("Zoals: je account."))
    data = blocks.TextBlock(max_length=1000, rows=2, required=False, label=_("Welke gegevens"))
    purpose = blocks.TextBlock(max_length=1000, rows=2, required=False, label=_("Waarvoor"))
    basis = blocks.TextBlock(max_length=1000, rows=2, required=False, label=_("Grondslag"))
    retention = blocks.TextBlock(max_length=1000, rows=2, required=False, label=_("Hoe lang"))

    class Meta:
        icon = "table"
        label = _("Rij")


class DataTableBlock(blocks.StructBlock):
    caption = blocks.CharBlock(max_length=200, label=_("Opschrift"), help_text=_("Wat er in deze tabel staat."))
    columns = ColumnsBlock()
    rows = blocks.ListBlock(RowBlock(), label=_("Rijen"))

    class Meta:
        icon = "table"
        label = _("Gegevenstabel")
        template = "blocks/statement_table.html"
        description = _("Welke gegevens je bewaart, waarvoor, op welke grondslag en hoe lang.")
        preview_value = {
            "caption": _("Wat we bewaren"),
            "columns": {
                "category": _("Waarvan"),
                "data": _("Welke gegevens"),
                "purpose": _("Waarvoor"),
                "basis": _("Grondslag"),
                "retention": _("Hoe lang"),
            },
            "rows": [
                {
                    "category": _("Je account"),
                    "data": _("Naam en e-mailadres"),
                    "purpose": _("Om je te laten inloggen"),
                    "basis": _("Overeenkomst"),
                    "retention": _("Tot je je account opzegt"),
                }
            ],
        }

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """`headings` and `rows`: each cell beside the heading of its column, for who reads it on a small screen."""
        context = super().get_context(value, parent_context)
        headings = [value["columns"][name] for name in COLUMNS]
        rows = [[row[name] for name in COLUMNS] for row in value["rows"]]
        return context | {"caption": value["caption"], "columns": headings, "rows": rows}
