"""How often the site is read. Counts only: nothing in a row comes from one visitor alone."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dimension(models.TextChoices):
    """By what is counted. Each by itself: no row holds two of them, so that together they describe nobody."""

    PAGE = "page", _("Pagina")
    REFERRER = "referrer", _("Verwijzende site")
    DEVICE = "device", _("Apparaat")
    LANGUAGE = "language", _("Taal")
    CAMPAIGN = "campaign", _("Campagne")


class Device(models.TextChoices):
    PHONE = "phone", _("Telefoon")
    TABLET = "tablet", _("Tablet")
    DESKTOP = "desktop", _("Computer")


class DailyCount(models.Model):
    """One page, site, kind of device, language or campaign on one day in Amsterdam.

    The label of a page ends in its translation key, so that its languages are counted together
    (`page:<translation key>`). `counting.OTHER` is everything that gets no row of its own.
    """

    day = models.DateField(_("dag"))
    dimension = models.CharField(_("soort"), max_length=8, choices=Dimension)
    label = models.CharField(_("wat"), max_length=100)
    views = models.PositiveIntegerField(_("keer bekeken"), default=0)
    visits = models.PositiveIntegerField(_("bezoeken"), default=0)

    class Meta:
        verbose_name = _("dagtelling")
        verbose_name_plural = _("dagtellingen")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["day", "dimension", "label"], name="one_count_per_day_dimension_and_label")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.dimension} {self.label}"
