"""Who the company is: its name, its address, and the one or two companies behind it, one of which sends the invoices.

This is the only place where that is kept. Pages, statements, mails, invoices, feeds and what machines read of us all
look here, so that a change is made once.
"""

from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import Orderable

from .company_numbers import (
    KVK_LENGTH,
    validate_iban,
    validate_kvk,
    validate_vat_number,
    write_iban,
    write_vat_number,
)
from .forms import OrganisationForm

ADDRESS = ("street", "postal_code", "city")


@register_setting(icon="home", order=100)
class Organisation(BaseGenericSetting, ClusterableModel):
    name = models.CharField(
        _("naam"),
        max_length=100,
        default="Werkflippen",
        help_text=_("Zo heten we op elke pagina en in elke mail. De afzender van mails aan leden heet ook zo."),
    )
    email = models.EmailField(_("e-mailadres voor vragen"), blank=True)
    street = models.CharField(_("straat en huisnummer"), max_length=100, blank=True)
    postal_code = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("plaats"), max_length=80, blank=True)
    country = models.CharField(_("land"), max_length=60, default="Nederland")

    base_form_class = OrganisationForm
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

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())

    def save(self, *args: object, **options: object) -> None:
        """Who sends the invoices no longer is written first: at no moment are there two."""
        if self.pk is None:
            super().save(*args, **options)
            return
        with transaction.atomic():
            issuer = self.find_issuer()
            former = Controller.objects.filter(organisation=self.pk, is_issuer=True)
            former.exclude(pk=issuer.pk if issuer else None).update(is_issuer=False)
            super().save(*args, **options)

    def find_issuer(self) -> Controller | None:
        """The company that sends the invoices; None while nobody said which one that is."""
        return next((company for company in self.controllers.all() if company.is_issuer), None)


class Controller(Orderable):
    """A company that decides, alone or jointly, why and how data are processed (GDPR art. 4(7) and 26), with what it
    must say of itself on the site (art. 3:15d BW) and on its invoices (art. 35a Wet OB).
    """

    organisation = ParentalKey(Organisation, on_delete=models.CASCADE, related_name="controllers")
    name = models.CharField(_("naam"), max_length=100, help_text=_("Zoals hij bij de KvK staat, met de rechtsvorm."))
    email = models.EmailField(
        _("e-mailadres"),
        blank=True,
        help_text=_("Hierheen gaan de zegels van het grootboek. Leeg: naar het e-mailadres voor vragen."),
    )
    street = models.CharField(_("straat en huisnummer"), max_length=100, blank=True)
    postal_code = models.CharField(_("postcode"), max_length=10, blank=True)
    city = models.CharField(_("plaats"), max_length=80, blank=True)
    kvk = models.CharField(_("KvK-nummer"), max_length=KVK_LENGTH, blank=True, validators=[validate_kvk])
    vat_number = models.CharField(
        _("btw-identificatienummer"), max_length=20, blank=True, validators=[validate_vat_number]
    )
    iban = models.CharField(_("IBAN"), max_length=42, blank=True, validators=[validate_iban])
    is_issuer = models.BooleanField(
        _("stuurt de facturen"),
        default=False,
        help_text=_("Eén bedrijf verkoopt alles. Zijn naam, adres en nummers staan op nieuwe facturen."),
    )
    invoice_email = models.EmailField(
        _("e-mailadres voor vragen over facturen"),
        blank=True,
        help_text=_("Staat op de facturen van dit bedrijf. Leeg: het e-mailadres voor vragen."),
    )

    panels = [
        FieldPanel("name"),
        FieldRowPanel([FieldPanel("kvk"), FieldPanel("vat_number")]),
        MultiFieldPanel(
            [FieldPanel("street"), FieldRowPanel([FieldPanel("postal_code"), FieldPanel("city")])],
            heading=_("Eigen adres"),
            help_text=_("Alleen als het een ander adres is dan het postadres."),
        ),
        FieldPanel("email"),
        FieldPanel("is_issuer"),
        FieldPanel("iban"),
        FieldPanel("invoice_email"),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["organisation"], condition=models.Q(is_issuer=True), name="one_company_sends_the_invoices"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        self.name = " ".join(self.name.split())
        self.iban = write_iban(self.iban) if self.iban else ""
        self.vat_number = write_vat_number(self.vat_number) if self.vat_number else ""

    @property
    def has_own_address(self) -> bool:
        return any(getattr(self, part) for part in ADDRESS)

    @property
    def address(self) -> Controller | Organisation:
        """What has the street, postal code and city where this company is."""
        return self if self.has_own_address else self.organisation
