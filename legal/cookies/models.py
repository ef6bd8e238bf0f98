"""What django-cookie-consent's rows lack, and the proof of every choice.

The package's own log is not used: it does not say what was shown, and it goes when the group is deleted.
"""

import uuid

from cookie_consent.models import Cookie, CookieGroup
from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from legal.ledger.append_only import AppendOnly
from legal.ledger.models import Leaf
from legal.statements.models.acts import SALT_LENGTH


class CookieDetails(models.Model):
    """Who places a declared cookie and how long it stays: part of what people consent to."""

    cookie = models.OneToOneField(Cookie, on_delete=models.CASCADE, related_name="details", verbose_name=_("cookie"))
    provider = models.CharField(_("aanbieder"), max_length=100, blank=True)  # empty: ourselves
    kept_for = models.CharField(_("bewaartermijn"), max_length=100)

    class Meta:
        verbose_name = _("gegevens van een cookie")
        verbose_name_plural = _("gegevens van cookies")

    def __str__(self) -> str:
        return f"{self.cookie.name}: {self.named_provider}, {self.kept_for}"

    @property
    def named_provider(self) -> str:
        return self.provider or str(_("Wijzelf"))


class PurposeTranslation(models.Model):
    """What a purpose says in another language than Dutch. What is empty was not translated."""

    purpose = models.ForeignKey(CookieGroup, models.CASCADE, related_name="translations", verbose_name=_("doel"))
    language = models.CharField(_("taal"), max_length=10)
    name = models.CharField(_("naam"), max_length=100, blank=True)
    description = models.TextField(_("waarvoor"), blank=True)

    class Meta:
        verbose_name = _("vertaling van een doel")
        verbose_name_plural = _("vertalingen van doelen")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["purpose", "language"], name="one_translation_of_a_purpose")]

    def __str__(self) -> str:
        return f"{self.name} ({self.language})"


class CookieTranslation(models.Model):
    """The same of a cookie."""

    cookie = models.ForeignKey(Cookie, models.CASCADE, related_name="translations", verbose_name=_("cookie"))
    language = models.CharField(_("taal"), max_length=10)
    description = models.CharField(_("waarvoor"), max_length=500, blank=True)
    kept_for = models.CharField(_("bewaartermijn"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("vertaling van een cookie")
        verbose_name_plural = _("vertalingen van cookies")
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["cookie", "language"], name="one_translation_of_a_cookie")]

    def __str__(self) -> str:
        return f"{self.description} ({self.language})"


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
    """Proof that somebody chose, and what they had read (GDPR art. 7(1)). It says nothing about a person, an address or
    a browser; whose it was lies in `ChoicePerson`, when somebody was logged in.
    """

    class Act(models.TextChoices):
        CONSENT = "consent", _("toestemming gegeven")
        DECLINE = "decline", _("geweigerd")
        CHANGE = "change", _("veranderd")
        WITHDRAW = "withdraw", _("ingetrokken")

    id = models.UUIDField(_("nummer"), primary_key=True, default=uuid.uuid4, editable=False)
    act = models.CharField(_("keuze"), max_length=10, choices=Act)
    # By purpose, as in the cookie: "yes." or "no." and the fingerprint of what was shown.
    answers = models.JSONField(_("antwoorden"))
    language = models.CharField(_("taal"), max_length=10)
    wording = models.ForeignKey(ShownWording, on_delete=models.PROTECT, verbose_name=_("getoonde tekst"))
    chosen_at = models.DateTimeField(_("gekozen op"), db_index=True)
    commitment = models.CharField(_("verzegeling van de persoon"), max_length=64, blank=True)  # empty: a visitor's

    class Meta:
        verbose_name = _("cookiekeuze")
        verbose_name_plural = _("cookiekeuzes")
        ordering = ["-chosen_at"]

    def __str__(self) -> str:
        return f"{self.id} {self.act}"


class ChoicePerson(models.Model):
    """Joins a choice to the account that was logged in. Without this row and its salt it is nobody's for good."""

    choice = models.OneToOneField(
        CookieChoice, models.CASCADE, primary_key=True, related_name="person", verbose_name=_("cookiekeuze")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="cookie_choices", verbose_name=_("persoon")
    )
    salt = models.BinaryField(max_length=SALT_LENGTH)

    class Meta:
        verbose_name = _("persoon bij een cookiekeuze")
        verbose_name_plural = _("personen bij cookiekeuzes")
        constraints = [
            models.CheckConstraint(condition=Exact(Length("salt"), SALT_LENGTH), name="choice_salt_of_32_bytes")
        ]

    def __str__(self) -> str:
        return str(self.choice_id)


class ChoiceDay(AppendOnly):
    """The root of all choices of one day. It is in the ledger, and stays when the choices go."""

    day = models.DateField(_("dag"), unique=True)
    number = models.PositiveIntegerField(_("aantal keuzes"))
    root = models.CharField(_("wortel"), max_length=64)
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("dag met cookiekeuzes")
        verbose_name_plural = _("dagen met cookiekeuzes")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.root[:12]}"
