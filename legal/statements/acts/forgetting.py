"""Forgetting who did what: the acts stay, and nobody can tell any more whose they were."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone

from legal.ledger.recording import append_leaf

from ..entries import encode_redaction
from ..models import ActSubject, Redaction, StaffReading


def forget_person(*, user: Any, ground: Redaction.Ground) -> int:
    """Put on record that each act of this person is nobody's from now on, and remove link and salt; the number of acts.

    That a colleague looked at this person stays on record: who, when and what kind, and no longer at whom.
    Without its salt no commitment can be made again, not even by whoever tries every account number. Somebody whose
    account goes on may act again: that is a new link. Nothing happens for who was forgotten or is gone.
    """
    with transaction.atomic():
        if not get_user_model().objects.select_for_update().filter(pk=user.pk).first():
            return 0  # an act that was under way came first, or found no account (see `record_act`)
        subjects = list(ActSubject.objects.filter(user=user.pk).select_related("act").order_by("act_id"))
        for subject in subjects:
            redact(subject, ground)
        StaffReading.objects.filter(subject=user.pk).update(subject=None, detail="")
        return len(subjects)


def redact(subject: ActSubject, ground: Redaction.Ground) -> None:
    moment = timezone.now().replace(microsecond=0)
    leaf = append_leaf(kind="redaction", entry=encode_redaction(subject.act.entry, ground, moment))
    Redaction.objects.create(act=subject.act, ground=ground, recorded_at=moment, leaf=leaf)
    subject.delete()


def forget_deleted_account(*, instance: Any, **signal: Any) -> None:
    """Receiver of `pre_delete`: Django sends it inside the transaction that deletes the account, along every road."""
    forget_person(user=instance, ground=Redaction.Ground.ERASURE)
