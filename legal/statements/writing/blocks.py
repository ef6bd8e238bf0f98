"""The blocks of a legal text: numbered sections of paragraphs, lists and remarks. The place gives the number."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from .markup import TEXT_FEATURES, describe_refused, find_refused
from .register_blocks import ContactBlock, RegisterBlock
from .table_blocks import DataTableBlock, DefinitionsBlock


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=TEXT_FEATURES, **kwargs)

    class Meta:
        icon = "pilcrow"
        label = _("Alinea")
        template = "blocks/statement_paragraph.html"
        description = _("Een gewone alinea.")
        preview_value = _("<p>Je kunt je op elk moment afmelden.</p>")


class BulletsBlock(blocks.ListBlock):
    def __init__(self, **kwargs: Any) -> None:
        super().__init__(blocks.RichTextBlock(features=TEXT_FEATURES, label=_("Punt")), **kwargs)

    class Meta:
        icon = "list-ul"
        label = _("Opsomming")
        template = "blocks/statement_bullets.html"
        description = _("Punten zonder vaste volgorde.")
        preview_value = [_("<p>Je kunt je gegevens inzien.</p>"), _("<p>Je kunt ze laten verbeteren.</p>")]


class StepsBlock(BulletsBlock):
    class Meta:
        icon = "list-ol"
        label = _("Genummerde lijst")
        template = "blocks/statement_steps.html"
        description = _("Punten met een nummer, waarnaar je kunt verwijzen.")


class NoticeBlock(ParagraphBlock):
    class Meta:
        icon = "warning"
        label = _("Let op")
        template = "blocks/statement_notice.html"
        description = _("Een opmerking die moet opvallen.")


class SectionContentBlock(blocks.StreamBlock):
    paragraph = ParagraphBlock()
    bullets = BulletsBlock()
    steps = StepsBlock()
    notice = NoticeBlock()
    definitions = DefinitionsBlock()
    table = DataTableBlock()
    contact = ContactBlock()
    register = RegisterBlock()


class SectionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(max_length=200, label=_("Kop"))
    anchor = blocks.RegexBlock(
        regex=r"^[a-z0-9]+(-[a-z0-9]+)*$",
        required=False,
        max_length=80,
        label=_("Anker"),
        help_text=_("Het laatste deel van het adres van dit artikel. Laat het gelijk van versie tot versie."),
        error_messages={"invalid": _("Gebruik kleine letters, cijfers en streepjes, zoals jouw-rechten.")},
    )
    content = SectionContentBlock(label=_("Inhoud"))

    class Meta:
        icon = "title"
        label = _("Artikel")
        template = "blocks/statement_section.html"
        description = _("Een genummerd artikel. Het nummer volgt uit de plaats.")
        preview_value = {
            "heading": _("Jouw rechten"),
            "anchor": "jouw-rechten",
            "content": [{"type": "paragraph", "value": _("<p>Je kunt je op elk moment afmelden.</p>")}],
        }

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        cleaned["anchor"] = cleaned["anchor"] or make_anchor(cleaned["heading"])
        if cleaned["heading"] and not cleaned["anchor"]:
            raise blocks.StructBlockValidationError(
                {"anchor": ValidationError(_("Vul een anker in: uit deze kop volgt er geen."))}
            )
        return cleaned


def make_anchor(heading: str) -> str:
    words = slugify(heading).replace("_", "-").split("-")
    return "-".join(filter(None, words))[:80].strip("-")


class StatementBlock(blocks.StreamBlock):
    """A whole text: an introduction, sections, and what stands below them."""

    paragraph = ParagraphBlock()
    bullets = BulletsBlock()
    steps = StepsBlock()
    notice = NoticeBlock()
    section = SectionBlock()
    definitions = DefinitionsBlock()
    table = DataTableBlock()
    contact = ContactBlock()
    register = RegisterBlock()

    class Meta:
        template = "blocks/statement.html"

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        refused = {place: sorted(set(find_refused(child.get_prep_value()))) for place, child in enumerate(cleaned)}
        errors = {place: ValidationError(describe_refused(names)) for place, names in refused.items() if names}
        if errors:
            raise blocks.StreamBlockValidationError(block_errors=errors)
        return cleaned
