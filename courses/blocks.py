from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class OutcomeBlock(blocks.CharBlock):
    class Meta:
        icon = "tick"
        label = _("Dit kun je daarna")
        description = _("Eén ding dat iemand na de cursus kan. Begint met een werkwoord.")
        preview_value = _("een overleg van een uur in twintig minuten doen")


class AudienceBlock(blocks.CharBlock):
    class Meta:
        icon = "group"
        label = _("Voor wie")
        description = _("Iemand die zichzelf hierin herkent. Eén zin.")
        preview_value = _("Je leidt een team en je agenda zit vol overleg.")


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("Vraag"), max_length=150)
    answer = blocks.TextBlock(label=_("Antwoord"), max_length=600)

    class Meta:
        icon = "help"
        label = _("Vraag vooraf")
        description = _("Wat iemand wil weten voor die begint, met het antwoord.")
        template = "blocks/question.html"
        preview_value = {
            "question": _("Heb ik er iets voor nodig?"),
            "answer": _("Een agenda en een half uur rust. Meer niet."),
        }
