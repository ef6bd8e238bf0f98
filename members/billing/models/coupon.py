"""A code that makes something cheaper, and each order in which it was used."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from members.membership.fields import CentsField
from members.membership.models import Offer

from ..discounts import Discount
from .order import Order

CODE = r"[A-Z0-9-]{4,20}"


class CouponQuerySet(models.QuerySet[Any]):
    def with_uses(self) -> CouponQuerySet:
        return self.annotate(uses_standing=Count("uses", filter=Q(uses__given_back_at__isnull=True)))


class Coupon(models.Model):
    """An order keeps a copy of what it gave. Nobody deletes one: orders name it; it is made inactive."""

    code = models.CharField(
        _("code"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(f"^{CODE}$", _("Gebruik 4 tot 20 hoofdletters, cijfers of streepjes."))],
        help_text=_("Wie bestelt, mag ook kleine letters typen."),
    )
    percent = models.PositiveSmallIntegerField(
        _("korting in procenten"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    cents = CentsField(_("korting in euro’s"), null=True, blank=True, help_text=_("Van de hele bestelling."))
    periods = models.PositiveSmallIntegerField(
        _("aantal periodes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(120)],
        help_text=_("Bij een lidmaatschap: zoveel keer korting, daarna de volle prijs. Leeg: altijd."),
    )
    offers = models.ManyToManyField(
        Offer, blank=True, related_name="+", verbose_name=_("geldt voor"), help_text=_("Niets gekozen: alles.")
    )
    most_uses = models.PositiveIntegerField(
        _("hoe vaak in totaal"), null=True, blank=True, validators=[MinValueValidator(1)], help_text=_("Leeg: altijd.")
    )
    once_a_person = models.BooleanField(_("één keer per persoon"), default=True)
    valid_from = models.DateField(_("vanaf"), null=True, blank=True)
    valid_until = models.DateField(_("tot en met"), null=True, blank=True)
    is_active = models.BooleanField(_("actief"), default=True)

    objects: ClassVar[Any] = CouponQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("kortingscode")
        verbose_name_plural = _("kortingscodes")
        ordering = ["-pk"]
        default_permissions = ("add", "change", "view")
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__isnull=False, cents__isnull=True)
                | Q(percent__isnull=True, cents__isnull=False, cents__gt=0),
                name="coupon_gives_percent_or_euros",
                violation_error_message=_("Vul een percentage in, of een bedrag: één van de twee."),
            ),
        ]

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        super().clean()
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValidationError({"valid_until": _("Deze dag ligt voor de eerste dag.")})

    def holds_on(self, day: date) -> bool:
        has_begun = self.valid_from is None or self.valid_from <= day
        return self.is_active and has_begun and (self.valid_until is None or day <= self.valid_until)

    def copy_discount(self) -> Discount:
        return Discount(code=self.code, percent=self.percent, cents=self.cents, periods=self.periods)


class CouponUse(models.Model):
    """One order that was placed with it. Given back when that order lapsed without having been paid."""

    coupon = models.ForeignKey(Coupon, on_delete=models.PROTECT, related_name="uses")
    order = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="coupon_use")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+")
    redeemed_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ()
        indexes = [models.Index(fields=["coupon", "user"], name="coupon_uses_of_person")]

    def __str__(self) -> str:
        return f"{self.coupon} {self.order}"
