"""The ledger: one leaf for each entry, holding a hash and nothing personal, and the seals over all of them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .append_only import AppendOnly


class Leaf(AppendOnly):
    """The RFC 9162 leaf hash of one entry. The entry itself lies with the app that wrote it.

    The identifier orders the leaves. It may skip numbers, since a transaction that fails gives its number up.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(_("soort"), max_length=20)
    leaf_hash = models.BinaryField(_("bladhash"), max_length=32)

    class Meta:
        verbose_name = _("blad")
        verbose_name_plural = _("bladen")
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind} {bytes(self.leaf_hash).hex()[:12]}"


class Position(AppendOnly):
    """Where a leaf stands in the tree. Leaves are written freely, side by side; sealing puts them in order."""

    leaf = models.OneToOneField(Leaf, models.PROTECT, primary_key=True, related_name="position")
    index = models.BigIntegerField(unique=True)

    class Meta:
        verbose_name = _("plaats in de boom")
        verbose_name_plural = _("plaatsen in de boom")
        ordering = ["index"]

    def __str__(self) -> str:
        return f"{self.index}: {self.leaf_id}"


class Node(AppendOnly):
    """The root of a full subtree of 2 ** height leaves, for every eighth height: proofs need not hash it all again."""

    height = models.PositiveSmallIntegerField()
    index = models.BigIntegerField()
    node_hash = models.BinaryField(max_length=32)

    class Meta:
        verbose_name = _("knoop van de boom")
        verbose_name_plural = _("knopen van de boom")
        constraints = [models.UniqueConstraint(fields=["height", "index"], name="one_node_per_place")]

    def __str__(self) -> str:
        return f"{self.height}/{self.index}"


class SigningKey(AppendOnly):
    """The public half of a key that signs seals. Each key but the first is signed by the one before it."""

    public_key = models.CharField(_("openbare sleutel"), max_length=64, unique=True)
    introduced_at = models.DateTimeField(_("in gebruik sinds"))
    # Ed25519 signature of the former key over this key's entry; empty for the first, and when the former was lost.
    endorsement = models.CharField(_("handtekening van de vorige sleutel"), max_length=128, blank=True)
    leaf = models.OneToOneField(Leaf, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("sleutel van het grootboek")
        verbose_name_plural = _("sleutels van het grootboek")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.public_key[:16]


class Seal(AppendOnly):
    """A signed statement of what the first `size` leaves are (a signed tree head, RFC 9162 §4.10)."""

    size = models.BigIntegerField(_("aantal bladen"), db_index=True)
    root = models.CharField(_("wortel"), max_length=64)
    sealed_at = models.DateTimeField(_("verzegeld op"))
    key = models.ForeignKey(SigningKey, models.PROTECT, related_name="seals", verbose_name=_("sleutel"))
    signature = models.CharField(_("handtekening"), max_length=128)
    last_leaf = models.BigIntegerField(_("hoogste blad"))

    class Meta:
        verbose_name = _("zegel")
        verbose_name_plural = _("zegels")
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.size} {self.root[:12]}"


class SealMail(models.Model):
    """That the controllers got this seal by mail, so that no copy of it lies only with us."""

    seal = models.OneToOneField(Seal, models.PROTECT, related_name="mail")
    sent_at = models.DateTimeField()

    def __str__(self) -> str:
        return str(self.seal)


class Verification(models.Model):
    """What the last nights' verifications found; the admin shows the newest."""

    checked_at = models.DateTimeField(_("nagerekend op"))
    size = models.BigIntegerField(_("aantal bladen"))
    root = models.CharField(_("wortel"), max_length=64)
    faults = models.JSONField(_("fouten"), default=list)

    class Meta:
        verbose_name = _("narekening")
        verbose_name_plural = _("narekeningen")
        ordering = ["-checked_at"]

    def __str__(self) -> str:
        return f"{self.checked_at:%Y-%m-%d} {len(self.faults)}"
