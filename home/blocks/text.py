"""Blocks of text. None of them takes a script, an embed or raw HTML: what an editor pastes stays text."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

INLINE_FEATURES = ["bold", "italic", "link"]
LIST_FEATURES = [*INLINE_FEATURES, "ol", "ul"]
TEXT, DOING, SHOWING = _("Tekst"), _("Om te doen"), _("Beeld, geluid en bestanden")  # headings in the list of blocks


class HeadingBlock(blocks.CharBlock):
    def __init__(self, **options: object) -> None:
        super().__init__(**{"max_length": 120, **options})

    class Meta:
        group = TEXT
        icon = "title"
        label = _("Tussenkop")
        description = _("Een kop boven een deel van de tekst. Vertelt in een paar woorden wat er komt.")
        template = "blocks/heading.html"
        preview_value = _("Zo begin je morgen")


class ParagraphBlock(blocks.RichTextBlock):
    def __init__(self, **options: object) -> None:
        super().__init__(**{"features": INLINE_FEATURES, **options})

    class Meta:
        group = TEXT
        icon = "pilcrow"
        label = _("Alinea")
        description = _("Lopende tekst. Een alinea vertelt één ding.")
        template = "blocks/paragraph.html"
        preview_value = _("<p>Een overleg is pas klaar als iedereen weet wat de volgende stap is.</p>")


class BulletsBlock(blocks.ListBlock):
    def __init__(self, **options: object) -> None:
        super().__init__(blocks.CharBlock(label=_("Punt"), max_length=300), **options)

    class Meta:
        group = TEXT
        icon = "list-ul"
        label = _("Opsomming")
        description = _("Een lijst van korte punten waarvan de volgorde niet uitmaakt.")
        template = "blocks/bullets.html"
        preview_value = [_("Een doel in één zin"), _("Een tijd die vaststaat"), _("Iemand die de afspraken noteert")]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("Citaat"), max_length=500)
    attribution = blocks.CharBlock(label=_("Van wie"), max_length=100, required=False)

    class Meta:
        group = TEXT
        icon = "openquote"
        label = _("Citaat")
        description = _("Woorden van iemand anders, met de naam erbij.")
        template = "blocks/quote.html"
        preview_value = {
            "text": _("Sinds we staand overleggen, zijn we om kwart over klaar."),
            "attribution": _("Een teamleider in de zorg"),
        }


class ExerciseBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titel"), max_length=120)
    text = blocks.RichTextBlock(label=_("Wat je gaat doen"), features=LIST_FEATURES)

    class Meta:
        group = DOING
        icon = "edit"
        label = _("Oefening")
        description = _("Iets om zelf te doen. Antwoorden worden nergens bewaard.")
        template = "blocks/exercise.html"
        preview_value = {
            "title": _("Draai één afspraak om"),
            "text": _("<p>Kies een overleg van deze week. Schrijf op wat er misgaat als het niet doorgaat.</p>"),
        }


class NoticeBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titel"), max_length=120)
    text = blocks.TextBlock(label=_("Tekst"), max_length=500)

    class Meta:
        group = TEXT
        icon = "info-circle"
        label = _("Let op")
        description = _("Een korte opmerking die niemand mag missen. Gebruik er niet meer dan één per pagina.")
        template = "blocks/notice.html"
        preview_value = {"title": _("Let op"), "text": _("Vraag eerst of je collega's willen meedoen.")}


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Vraag"), max_length=200)
    answer = blocks.TextBlock(label=_("Antwoord"), max_length=1000)

    class Meta:
        group = DOING
        icon = "help"
        label = _("Vraag met antwoord")
        description = _("Een vraag om eerst zelf over na te denken. Het antwoord klapt open.")
        template = "blocks/question.html"
        preview_value = {
            "question": _("Wat hoort niet op een agenda?"),
            "answer": _("Een mededeling. Die kan iedereen ook lezen."),
        }


class ConductBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Titel"), max_length=120, default=_("Zo gaan we met elkaar om"))
    rules = blocks.ListBlock(blocks.CharBlock(label=_("Afspraak"), max_length=200), label=_("Afspraken"), min_num=1)
    contact = blocks.CharBlock(
        label=_("Bij wie je terechtkunt"),
        max_length=200,
        required=False,
        help_text=_("Wie helpt als iemand zich niet aan de afspraken houdt."),
    )

    class Meta:
        group = DOING
        icon = "group"
        label = _("Gedragscode")
        description = _("Hoe deelnemers met elkaar omgaan, en bij wie ze terechtkunnen.")
        template = "blocks/conduct.html"
        preview_value = {
            "title": _("Zo gaan we met elkaar om"),
            "rules": [_("Wat hier gezegd wordt, blijft hier"), _("We laten elkaar uitpraten")],
            "contact": _("Gaat er iets mis? Zeg het tegen de begeleider."),
        }
