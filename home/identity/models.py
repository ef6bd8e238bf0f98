"""Who the company is: two controllers, one address. Statement, footer, mails and invoices read it here."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable


@register_setting(icon="home", order=100)
class Organisation(BaseGenericSetting, ClusterableModel):
    name = models.CharField(_("naam"), max_length=100, default="Werkflippen")
    email = models.EmailField(_("e-mailadres voor vragen"), blank=True)
    street = models.CharField(_("straat en huisnummer"), max_length=100, blank=True)
    postal_code = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("plaats"), max_length=80, blank=True)
    country = models.CharField(_("land"), max_length=60, default="Nederland")

    panels = [
        FieldPanel("name"),
        InlinePanel("controllers", heading=_("Verwerkingsverantwoordelijken"), label=_("bedrijf"), max_num=2),
        FieldPanel("email"),
        MultiFieldPanel(
            [FieldPanel("street"), FieldPanel("postal_code"), FieldPanel("city"), FieldPanel("country")],
            heading=_("Postadres"),
        ),
    ]

    class Meta:
        verbose_name = _("wie wij zijn")

    def __str__(self) -> str:
        return self.name


class Controller(Orderable):
    """A company that decides, alone or jointly, why and how data are processed (GDPR art. 4(7) and 26)."""

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="controllers")
    name = models.CharField(_("naam"), max_length=100)
    email = models.EmailField(
        _("e-mailadres"),
        blank=True,
        help_text=_("Hierheen gaan de zegels van het grootboek. Leeg: naar het e-mailadres voor vragen."),
    )

    panels = [FieldPanel("name"), FieldPanel("email")]

    def __str__(self) -> str:
        return self.name
