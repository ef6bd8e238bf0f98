"""What browsers held back because the policy of the site forbids it. Counts only: nothing in a row is from a person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class HeldBack(models.Model):
    """One rule, broken for one origin on one page, on one day in Amsterdam. Kept 90 days; see `due`."""

    day = models.DateField(_("dag"))
    directive = models.CharField(_("regel"), max_length=40)
    origin = models.CharField(_("van wie"), max_length=100)
    page = models.CharField(_("pagina"), max_length=200, blank=True)
    times = models.PositiveIntegerField(_("keer"), default=0)

    class Meta:
        verbose_name = _("tegengehouden")
        verbose_name_plural = _("tegengehouden")
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["day", "directive", "origin", "page"], name="one_count_of_held_back")
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.directive} {self.origin}"
