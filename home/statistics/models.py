"""How often each page is read. Counts only: nothing in a row comes from a visitor."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class DailyCount(models.Model):
    """One page on one day in Amsterdam.

    The label ends in the translation key, so that a page's languages are counted together (`page:<translation key>`).
    """

    day = models.DateField(_("dag"))
    label = models.CharField(_("pagina"), max_length=100)
    views = models.PositiveIntegerField(_("keer bekeken"), default=0)
    visits = models.PositiveIntegerField(_("bezoeken"), default=0)

    class Meta:
        verbose_name = _("dagtelling")
        verbose_name_plural = _("dagtellingen")
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["day", "label"], name="one_count_per_day_and_label")]

    def __str__(self) -> str:
        return f"{self.day} {self.label}"
