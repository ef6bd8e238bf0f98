from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class OutcomeBlock(blocks.CharBlock):
    class Meta:
        icon = "tick"
        label = _("Dit kun je daarna")
        description = _("Eén ding dat iemand na de cursus kan. Begint met een werkwoord.")
        preview_value = _("een overleg van een uur in twintig minuten doen")
        preview_template = "blocks/preview.html"
