"""What django-cookie-consent's rows lack, and the proof of every choice.

The package's own log is not used: it does not say what was shown, and it goes when the group is deleted.
"""

import uuid

from cookie_consent.models import Cookie
from django.db import models
from django.utils.translation import gettext_lazy as _

from legal.ledger.append_only import AppendOnly


class CookieDetails(models.Model):
    """Who places a declared cookie and how long it stays: part of what people consent to."""

    cookie = models.OneToOneField(Cookie, on_delete=models.CASCADE, related_name="details", verbose_name=_("cookie"))
    provider = models.CharField(_("aanbieder"), max_length=100)
    kept_for = models.CharField(_("bewaartermijn"), max_length=100)

    class Meta:
        verbose_name = _("gegevens van een cookie")
        verbose_name_plural = _("gegevens van cookies")

    def __str__(self) -> str:
        return f"{self.cookie.name}: {self.provider}, {self.kept_for}"


class ShownWording(AppendOnly):
    """A question exactly as somebody read it, kept once for all who did."""

    id = models.CharField(_("SHA-256"), primary_key=True, max_length=64)
    text = models.TextField(_("tekst"))

    class Meta:
        verbose_name = _("getoonde tekst")
        verbose_name_plural = _("getoonde teksten")

    def __str__(self) -> str:
        return self.id[:16]


class CookieChoice(AppendOnly):
    """Proof that somebody chose, and what they had read (GDPR art. 7(1)). It does not say who: no row names a person,
    an address or a browser.
    """

    class Act(models.TextChoices):
        CONSENT = "consent", _("geaccepteerd")
        DECLINE = "decline", _("geweigerd")
        WITHDRAW = "withdraw", _("ingetrokken")

    id = models.UUIDField(_("nummer"), primary_key=True, default=uuid.uuid4, editable=False)
    group = models.CharField(_("doel"), max_length=32)
    act = models.CharField(_("keuze"), max_length=10, choices=Act.choices)
    fingerprint = models.CharField(_("vingerafdruk"), max_length=16)
    language = models.CharField(_("taal"), max_length=10)
    wording = models.ForeignKey(ShownWording, on_delete=models.PROTECT, verbose_name=_("getoonde tekst"))
    chosen_at = models.DateTimeField(_("gekozen op"))

    class Meta:
        verbose_name = _("cookiekeuze")
        verbose_name_plural = _("cookiekeuzes")
        ordering = ["-chosen_at"]

    def __str__(self) -> str:
        return f"{self.group}: {self.get_act_display()}"

    @property
    def is_accepted(self) -> bool:
        return self.act == self.Act.CONSENT
