"""What can be bought: a membership for a month or a year, a course, or several courses together."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from ..fields import CentsField
from ..querysets import OfferQuerySet

MOST_GRACE_DAYS = 60


class Offer(ClusterableModel):
    """Its terms hold for who orders now: an order keeps a copy of them.

    `key` names it in orders and grants, whatever it is called later.
    """

    class Kind(models.TextChoices):
        MEMBERSHIP = "membership", _("Lidmaatschap: alle cursussen")
        COURSE = "course", _("Eén cursus")
        BUNDLE = "bundle", _("Bundel: enkele cursussen")

    class Period(models.TextChoices):
        MONTH = "month", _("Per maand")
        YEAR = "year", _("Per jaar")

    class Nature(models.TextChoices):
        """What the law sees in it: art. 6:230g(1)(m) BW and art. 6:230p(c) and (g) BW say what withdrawing means."""

        DIGITAL_CONTENT = "digital", _("Digitale inhoud: wie meteen begint, ziet af van bedenktijd")
        SERVICE = "service", _("Dienst: wie herroept, betaalt naar wat al is geleverd")
        # A service too; of a recognised training provider it is exempt from VAT.
        LIVE = "live", _("Les van een docent, zoals een bijeenkomst: een dienst, met de btw van onderwijs")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    kind = models.CharField(_("soort"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("naam"), max_length=80)
    name_en = models.CharField(_("naam in het Engels"), max_length=80)
    summary = models.CharField(_("in één zin"), max_length=200, blank=True)
    summary_en = models.CharField(_("in één zin in het Engels"), max_length=200, blank=True)
    slug = models.SlugField(
        _("deel van het adres"), max_length=60, unique=True, help_text=_("Staat achter /bestellen/, zoals jaarlid.")
    )
    period = models.CharField(
        _("betalen"),
        max_length=10,
        choices=Period.choices,
        blank=True,
        help_text=_("Alleen bij een lidmaatschap: het wordt steeds met deze periode verlengd."),
    )
    term_months = models.PositiveSmallIntegerField(
        _("aantal maanden toegang"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Alleen bij een cursus of bundel. Leeg: voor altijd."),
    )
    trial_days = models.PositiveSmallIntegerField(
        _("dagen proberen"),
        default=0,
        validators=[MaxValueValidator(60)],
        help_text=_("Alleen bij een lidmaatschap. Proberen kost niets, vraagt geen bankgegevens en stopt vanzelf."),
    )
    grace_days = models.PositiveSmallIntegerField(
        _("dagen uitstel"),
        default=14,
        validators=[MaxValueValidator(MOST_GRACE_DAYS)],
        help_text=_("Zo lang blijft een lid binnen als een betaling niet lukt."),
    )
    nature = models.CharField(_("volgens de wet"), max_length=10, choices=Nature.choices, default=Nature.SERVICE)
    may_be_gift = models.BooleanField(_("ook als cadeau"), default=False)
    most_seats = models.PositiveSmallIntegerField(
        _("plekken in één bestelling"),
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(500)],
        help_text=_("Meer dan één: ook te koop voor een team."),
    )
    is_on_sale = models.BooleanField(_("te koop"), default=True)
    position = models.PositiveSmallIntegerField(_("plaats in de lijst"), default=0)

    objects: ClassVar[Any] = OfferQuerySet.as_manager()

    class Meta:
        verbose_name = _("aanbod")
        verbose_name_plural = _("aanbod")
        ordering = ["position", "pk"]
        # No "delete": orders go on naming it; an offer is taken off sale.
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="membership", period__in=["month", "year"], term_months__isnull=True)
                | (Q(period="", trial_days=0) & ~Q(kind="membership")),
                name="offer_renews_or_lasts",
                violation_error_message=_("Kies bij een lidmaatschap hoe vaak iemand betaalt, en alleen daar."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def title(self) -> str:
        """In the language that is read now."""
        return self.name_en if get_language() == "en" else self.name

    @property
    def sentence(self) -> str:
        return self.summary_en if get_language() == "en" else self.summary

    @property
    def renews(self) -> bool:
        return self.kind == self.Kind.MEMBERSHIP

    def list_course_keys(self) -> list[UUID]:
        """Translation keys; none for a membership, which opens every course."""
        return [] if self.renews else [course.course for course in self.courses.all()]

    def find_price(self, day: date) -> int | None:
        """Cents including Dutch VAT for one seat and one period; None while no price holds yet."""
        started = [price for price in self.prices.all() if price.valid_from <= day]
        return max(started, key=lambda price: price.valid_from).cents if started else None


class OfferCourse(models.Model):
    offer = ParentalKey(Offer, on_delete=models.CASCADE, related_name="courses")
    # By its translation key, equal in every language: the courses stand on a higher floor.
    course = models.UUIDField(_("cursus"))

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["offer", "course"], name="course_once_in_offer")]

    def __str__(self) -> str:
        return str(self.course)


class OfferPrice(models.Model):
    """Of one seat for one period, or once. The newest that has begun holds; who ordered keeps the price of then."""

    offer = ParentalKey(Offer, on_delete=models.CASCADE, related_name="prices")
    cents = CentsField(_("prijs"), help_text=_("In euro’s, inclusief btw. 0 is gratis."))
    valid_from = models.DateField(_("vanaf"))

    class Meta:
        ordering = ["valid_from"]
        constraints = [models.UniqueConstraint(fields=["offer", "valid_from"], name="one_price_a_day")]

    def __str__(self) -> str:
        return f"{self.cents} cents from {self.valid_from}"

    def holds_or_held(self, day: date) -> bool:
        """Then it is part of the history, and nobody changes it any more."""
        return self.valid_from <= day
