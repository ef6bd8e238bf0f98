"""The company's own facts on a page, from their one source."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class ContactFactsBlock(blocks.StaticBlock):
    """`organisation` comes with the context of every page, as in the footer."""

    class Meta:
        icon = "mail"
        label = _("Contactgegevens")
        admin_text = _("Naam, adres en e-mail van het bedrijf. Ze komen uit Instellingen, ‘Wie wij zijn’.")
        description = _("Adres, e-mail en bedrijven, altijd zoals ze onderaan elke pagina staan.")
        template = "blocks/contact_facts.html"
        preview_value = None  # it has no value: what it shows is the company's
