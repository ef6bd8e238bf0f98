"""How we invoice: what stands on invoices beside who sells, which `home.identity` knows."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from home.blocks.pasted import CodeRefusingModelForm


@register_setting(icon="doc-full-inverse", order=120)
class InvoicingRules(BaseGenericSetting):
    """They hold for the company that sends the invoices: another that came in its place would have a series of its own
    and other schemes, and what was issued stays as it was.
    """

    series = models.CharField(
        _("serie"),
        max_length=5,
        default="WF",
        # The last letters are taken: see `numbering.name_series`.
        validators=[
            RegexValidator(
                "^(?!.*OSS$)[A-Z]{1,5}$", _("Een serie heeft 1 tot 5 hoofdletters, zoals WF, en eindigt niet op OSS.")
            )
        ],
        help_text=_("Hiermee begint elk factuurnummer, zoals WF2026-00001. Een andere serie begint weer bij 1."),
    )
    is_recognised_training_provider = models.BooleanField(
        _("erkende opleider (CRKBO)"),
        default=False,
        help_text=_(
            "Zet dit alleen aan als het bedrijf in het register van het CRKBO staat. Dan is les van een docent, zoals "
            "een bijeenkomst, vrijgesteld van btw. Cursussen die klaarstaan zijn dat niet."
        ),
    )
    uses_oss = models.BooleanField(
        _("éénloketsysteem (OSS)"),
        default=False,
        help_text=_(
            "Zet dit aan als het bedrijf de btw van andere EU-landen via het éénloketsysteem aangeeft: dat moet vanaf "
            "€ 10.000 per jaar. Consumenten daar betalen dan de btw van hun eigen land. Die facturen krijgen een eigen "
            "serie en blijven 10 jaar bewaard; zeg dat ook in de privacyverklaring."
        ),
    )

    panels = [
        HelpPanel(template="invoicing/admin/issuer.html", heading=_("Wie verkoopt")),
        FieldPanel("series"),
        MultiFieldPanel(
            [FieldPanel("is_recognised_training_provider"), FieldPanel("uses_oss")], heading=_("Btw-regelingen")
        ),
    ]

    base_form_class = CodeRefusingModelForm

    class Meta:
        verbose_name = _("factuurnummers en btw")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)
