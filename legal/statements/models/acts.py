"""What people did on the words they were shown, and what remains when they are forgotten."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models.functions import Length
from django.db.models.lookups import Exact
from django.utils.translation import gettext_lazy as _

from legal.ledger.append_only import AppendOnly
from legal.ledger.models import Leaf

from ..querysets import ActQuerySet
from .records import VersionText

SALT_LENGTH = 32  # bytes


class Act(AppendOnly):
    """What somebody did on the words they were shown. Who it was lies in `ActSubject` and can be forgotten."""

    class Kind(models.TextChoices):
        ACCEPT = "accept", _("akkoord")
        ACKNOWLEDGE = "acknowledge", _("gezien")
        DECLINE = "decline", _("niet akkoord")
        CONSENT = "consent", _("toestemming")
        WITHDRAW = "withdraw", _("ingetrokken")

    class Place(models.TextChoices):
        SIGN_UP = "sign-up", _("aanmelden")
        REVIEW = "review", _("na een wijziging")
        ACCOUNT = "account", _("eigen pagina")
        STAFF = "staff", _("door een medewerker")
        DEMO = "demo", _("voorbeeld")

    entry = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("handeling"), max_length=20, choices=Kind)
    text = models.ForeignKey(VersionText, models.PROTECT, related_name="acts", db_index=False, verbose_name=_("tekst"))
    wording = models.CharField(_("woorden bij de knop of het vakje"), max_length=500)
    place = models.CharField(_("waar"), max_length=20, choices=Place)
    recorded_at = models.DateTimeField(_("wanneer"))
    commitment = models.CharField(_("verzegeling van de persoon"), max_length=64)
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="+")

    objects = ActQuerySet.as_manager()

    class Meta:
        verbose_name = _("handeling")
        verbose_name_plural = _("handelingen")
        indexes = [models.Index(fields=["text", "id"], name="newest_acts_on_text")]

    def __str__(self) -> str:
        return f"{self.entry} {self.kind}"

    @property
    def person(self) -> str:
        """The name of who it was, or empty when that was forgotten."""
        return self.subject.user.get_full_name() if hasattr(self, "subject") else ""

    @property
    def email(self) -> str:
        return self.subject.user.email if hasattr(self, "subject") else ""


class ActSubject(models.Model):
    """Joins an act to a person. Removing this row, with its salt, makes the act anonymous for good."""

    act = models.OneToOneField(Act, models.PROTECT, related_name="subject", verbose_name=_("handeling"))
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="act_subjects", verbose_name=_("persoon")
    )
    # That of the act, repeated here: then one index says who answered which text, among millions of acts.
    text = models.ForeignKey(VersionText, models.PROTECT, related_name="+", db_index=False, verbose_name=_("tekst"))
    salt = models.BinaryField(max_length=SALT_LENGTH)
    # Filled when a colleague acted for the person. A plain number: it must outlive the colleague's account.
    actor = models.BigIntegerField(_("account van de medewerker"), null=True, blank=True)
    reason = models.CharField(_("waarom een medewerker dit deed"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("persoon bij een handeling")
        verbose_name_plural = _("personen bij handelingen")
        indexes = [models.Index(fields=["text", "user"], name="who_answered_which_text")]
        # The account is hashed right behind it: a longer or shorter one could lend a digit, and name somebody else.
        constraints = [models.CheckConstraint(condition=Exact(Length("salt"), SALT_LENGTH), name="salt_of_32_bytes")]

    def __str__(self) -> str:
        return str(self.act)


class Redaction(AppendOnly):
    """On record that the person behind an act was forgotten: link and salt are gone, on purpose, on this ground."""

    class Ground(models.TextChoices):
        ERASURE = "erasure", _("de persoon is gewist")
        RETENTION = "retention", _("de bewaartermijn is voorbij")

    act = models.OneToOneField(Act, models.PROTECT, related_name="redaction", verbose_name=_("handeling"))
    ground = models.CharField(_("grond"), max_length=20, choices=Ground)
    recorded_at = models.DateTimeField(_("wanneer"))
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("vergeten persoon")
        verbose_name_plural = _("vergeten personen")

    def __str__(self) -> str:
        return f"{self.act_id} {self.ground}"
