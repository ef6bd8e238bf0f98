"""How the legal team publishes: the rules that the owners set, and the mails that go ahead."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting

from .records import Version


@register_setting(icon="lock", order=110)
class PublicationRules(BaseGenericSetting):
    four_eyes = models.BooleanField(
        _("vier ogen"),
        default=True,
        help_text=_("Wie aan een tekst schreef, kan hem niet zelf goedkeuren."),
    )
    notice_days = models.PositiveSmallIntegerField(
        _("meldtermijn in dagen"),
        default=14,
        validators=[MaxValueValidator(365)],
        help_text=_("Zoveel dagen van tevoren krijgen leden bericht van een inhoudelijke wijziging."),
    )

    class Meta:
        verbose_name = _("regels voor publiceren")
        default_permissions = ("change",)

    def __str__(self) -> str:
        return str(self._meta.verbose_name)


class Notice(models.Model):
    """The mail that tells one person of a version ahead. Claimed before it is sent: nobody gets it twice."""

    version = models.ForeignKey(Version, models.PROTECT, related_name="notices", verbose_name=_("versie"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices", verbose_name=_("persoon")
    )
    claimed_at = models.DateTimeField(_("begonnen"))
    sent_at = models.DateTimeField(_("verstuurd"), null=True)
    refusal = models.CharField(_("geweigerd door de mailserver"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("bericht vooraf")
        verbose_name_plural = _("berichten vooraf")
        constraints = [models.UniqueConstraint(fields=["version", "user"], name="one_notice_per_person")]

    def __str__(self) -> str:
        return f"{self.version} {self.user_id}"
