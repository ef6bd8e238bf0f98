"""Mails about money that are still to be sent, or were: each once, whoever learns of it first."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .order import Order


class Notice(models.Model):
    """Written in the transaction of what it tells. `about` names the period or payment that it tells of."""

    order = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(_("bericht"), max_length=40)
    about = models.CharField(max_length=80, blank=True)
    facts = models.JSONField(default=dict)
    created_at = models.DateTimeField(auto_now_add=True)
    claimed_at = models.DateTimeField(null=True, blank=True)  # by who is sending it
    sent_at = models.DateTimeField(_("verstuurd"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        default_permissions = ("view",)
        constraints = [models.UniqueConstraint(fields=["order", "kind", "about"], name="told_once")]

    def __str__(self) -> str:
        return self.kind
