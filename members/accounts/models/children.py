from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class ChildAct(models.Model):
    """What a colleague did about an account that a child seems to use without a parent, and why.

    Goes with the account. That something was done, when and by whom stays in Wagtail's log, which names nobody.
    """

    class Kind(models.TextChoices):
        CONTACT = "contact", _("ouder gemaild")
        CLOSE = "close", _("account gesloten")

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="child_acts", verbose_name=_("account")
    )
    kind = models.CharField(_("wat"), max_length=20, choices=Kind)
    reason = models.CharField(_("reden"), max_length=500)
    actor = models.BigIntegerField(_("account van de medewerker"))
    done_at = models.DateTimeField(_("wanneer"))

    class Meta:
        verbose_name = _("account van een kind")
        verbose_name_plural = _("accounts van kinderen")
        default_permissions = ("add",)
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.user} {self.kind}"
