"""The ledger: one leaf for each published text and each act, holding a hash and nothing personal."""

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
