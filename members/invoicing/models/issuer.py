"""Who sells: the one company whose name, numbers and series stand on the invoices."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from home.blocks.pasted import CodeRefusingModelForm

from ..numbers_of_the_issuer import (
    KVK_LENGTH,
    validate_iban,
    validate_kvk,
    validate_vat_number,
    write_iban,
    write_vat_number,
)


@register_setting(icon="doc-full-inverse", order=120)
class Issuer(BaseGenericSetting):
    """While something is missing, nothing can be invoiced and so nothing can be sold.

    An invoice holds a copy of all this, and its number begins with the series: another company that came in its
    place would have a series of its own, and what was issued stays as it was.
    """

    base_form_class = CodeRefusingModelForm

    legal_name = models.CharField(
        _("naam"), max_length=100, blank=True, help_text=_("Zoals hij bij de KvK staat, met de rechtsvorm.")
    )
    street = models.CharField(_("straat en huisnummer"), max_length=100, blank=True)
    postal_code = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("plaats"), max_length=80, blank=True)
    email = models.EmailField(_("e-mailadres voor vragen over facturen"), blank=True)
    kvk = models.CharField(_("KvK-nummer"), max_length=KVK_LENGTH, blank=True, validators=[validate_kvk])
    vat_number = models.CharField(
        _("btw-identificatienummer"), max_length=20, blank=True, validators=[validate_vat_number]
    )
    iban = models.CharField(_("IBAN"), max_length=42, blank=True, validators=[validate_iban])
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
        MultiFieldPanel(
            [
                FieldPanel("legal_name"),
                FieldPanel("street"),
                FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")]),
                FieldPanel("email"),
            ],
            heading=_("Wie verkoopt"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("kvk"), FieldPanel("vat_number")]), FieldPanel("iban"), FieldPanel("series")],
            heading=_("Nummers"),
        ),
        MultiFieldPanel(
            [FieldPanel("is_recognised_training_provider"), FieldPanel("uses_oss")], heading=_("Btw-regelingen")
        ),
    ]

    class Meta:
        verbose_name = _("factuurgegevens")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)

    def clean(self) -> None:
        super().clean()
        self.iban = write_iban(self.iban) if self.iban else ""
        self.vat_number = write_vat_number(self.vat_number) if self.vat_number else ""

    def list_missing(self) -> list[str]:
        """The names of what must be filled in before anything can be invoiced."""
        needed = ("legal_name", "street", "postal_code", "city", "kvk", "vat_number", "iban", "series")
        return [str(self._meta.get_field(name).verbose_name) for name in needed if not getattr(self, name)]

    @property
    def is_complete(self) -> bool:
        return not self.list_missing()
