"""What somebody ordered, in which words, and under which terms."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from members.invoicing.models import VatCheck
from members.membership.fields import CentsField
from members.membership.models import Offer

from ..querysets import OrderQuerySet
from ..terms import Terms, read_terms

LEGIBLE = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def make_number() -> str:
    """Short enough to say at the telephone, and not to be guessed: with an address it opens the withdrawal."""
    letters = get_random_string(8, LEGIBLE)
    return f"WF-{letters[:4]}-{letters[4:]}"


class Order(models.Model):
    """A draft until the button that obliges to pay was pressed; drafts are forgotten after a day.

    `terms` and `buyer` are copies: they say what was agreed, and stay as they were. The account may be erased; what the
    tax law asks to keep stays here without it.
    """

    class Way(models.TextChoices):
        OWN = "own", _("Voor zichzelf")
        GIFT = "gift", _("Cadeau")
        TEAM = "team", _("Voor een team")
        TRIAL = "trial", _("Proberen")

    key = models.UUIDField(default=uuid4, unique=True, editable=False)
    number = models.CharField(_("nummer"), max_length=20, unique=True, default=make_number, editable=False)
    offer = models.ForeignKey(Offer, on_delete=models.PROTECT, related_name="+", verbose_name=_("aanbod"))
    way = models.CharField(_("voor wie"), max_length=10, choices=Way.choices, default=Way.OWN)
    quantity = models.PositiveSmallIntegerField(_("plekken"), default=1)
    terms_agreed = models.JSONField(default=dict)  # see terms.py
    discount = models.JSONField(default=dict, blank=True)  # see discounts.py
    buyer = models.JSONField(default=dict)
    vat = models.JSONField(default=dict)
    # What VIES said of the buyer's number; see buyers.py.
    vat_check = models.ForeignKey(
        VatCheck, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="orders"
    )
    vat_outcome = models.CharField(_("btw-nummer"), max_length=12, choices=VatCheck.Outcome, blank=True, editable=False)
    email = models.EmailField(_("e-mailadres"), blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="orders",
        verbose_name=_("account"),
    )
    # Ordered without logging in, with the address of an account whose owner has not said yet that it is theirs.
    is_unclaimed = models.BooleanField(_("wacht op de eigenaar"), default=False)
    language = models.CharField(_("taal"), max_length=10, choices=settings.LANGUAGES, default=settings.LANGUAGE_CODE)
    cents = CentsField(_("bedrag"), default=0, validators=[])  # of the first charge, including VAT
    created_at = models.DateTimeField(_("begonnen"), auto_now_add=True)
    placed_at = models.DateTimeField(_("besteld"), null=True, blank=True)
    # Withdrawn, or ended by staff: what was given ends at this moment, whatever was paid.
    ended_at = models.DateTimeField(_("beëindigd"), null=True, blank=True)

    is_booked = models.BooleanField(default=True)  # whether all its money stands on invoices

    objects: ClassVar[Any] = OrderQuerySet.as_manager()
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("bestelling")
        verbose_name_plural = _("bestellingen")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("change", "view")
        constraints = [
            models.CheckConstraint(
                # An erased person's order stays for the tax law; nobody writes to them any more.
                condition=Q(placed_at__isnull=True) | Q(user__isnull=True) | ~Q(email=""),
                name="placed_order_has_an_address",
            ),
            models.UniqueConstraint(
                fields=["user", "offer"],
                condition=Q(way="trial", placed_at__isnull=False),
                name="one_trial_of_each_offer",
            ),
            models.CheckConstraint(
                condition=Q(is_unclaimed=False) | Q(user__isnull=True), name="claimed_order_is_somebodys"
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def terms(self) -> Terms:
        return read_terms(self.terms_agreed)

    @property
    def buyer_name(self) -> str:
        """The company, where it is one."""
        names = (self.buyer.get(name, "") for name in ("first_name", "last_name"))
        return self.buyer.get("company") or " ".join(filter(None, names))

    @property
    def current_email(self) -> str:
        """Where the buyer reads mail now: they may have changed the address of their account since they ordered."""
        return self.user.email if self.user else self.email

    @property
    def renews(self) -> bool:
        """A gift and a trial of a membership stop by themselves."""
        return self.terms.renews and self.way in {self.Way.OWN, self.Way.TEAM}


class Declaration(models.Model):
    """What the buyer declared with the order, or with a switch of it, in the words that they saw. Written once."""

    class Kind(models.TextChoices):
        OBLIGATION = "obligation", _("Bestelt met betalingsverplichting")  # art. 6:230v(3) BW
        START_NOW = "start_now", _("Wil dat het meteen begint")  # art. 6:230t(3) and (4) BW
        WAIVER = "waiver", _("Ziet af van bedenktijd")  # art. 6:230p(g) BW
        PARENT = "parent", _("Geeft toestemming als ouder")  # the statement, §9
        TERMS = "terms", _("Gaat akkoord met de voorwaarden")

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="declarations")
    kind = models.CharField(_("verklaring"), max_length=20, choices=Kind.choices)
    wording = models.TextField(_("woorden"))
    language = models.CharField(_("taal"), max_length=10)
    declared_at = models.DateTimeField(_("verklaard"))
    about = models.CharField(max_length=80, blank=True)  # the switch that it belongs to; empty: the order itself

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["order", "kind", "about"], name="declared_once")]

    def __str__(self) -> str:
        return self.get_kind_display()

    def save(self, *args: Any, **options: Any) -> None:
        super().save(*args, **(options | {"force_insert": True}))
