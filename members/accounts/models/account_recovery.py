"""Somebody has lost everything they log in with beside their password, and asks to begin anew (NIST SP 800-63B-4 §4.2).

Whoever has stolen the password asks the same. So nothing happens for a week in which the owner is told three times, and
even then only after a colleague has made sure who asks.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .user import User

WAIT = timedelta(days=7)
TIME_TO_CONFIRM = timedelta(days=14)  # after the wait
MAILS_AT = (timedelta(0), WAIT / 2, WAIT - timedelta(days=1))  # after it was asked
AFTER_LAST_MAIL = timedelta(days=1)
KEPT = timedelta(days=365)  # after it ended: who says later that it was not them is answered from it


class RecoveryEnded(Exception):
    """It was stopped, carried out, or not confirmed in time: nothing happens with it any more."""


class RecoveryTooSoon(Exception):
    """The owner still has time to stop it, whoever asks for it to go faster."""


class AccountRecoveryQuerySet(models.QuerySet["AccountRecovery"]):
    def open(self) -> AccountRecoveryQuerySet:
        return self.filter(outcome=AccountRecovery.Outcome.OPEN)

    def in_time(self, now: datetime) -> AccountRecoveryQuerySet:
        """Open, and still to be confirmed."""
        return self.open().filter(expires_at__gt=now)

    def forgettable(self, now: datetime) -> AccountRecoveryQuerySet:
        return self.filter(ended_at__lte=now - KEPT)


class AccountRecovery(models.Model):
    """Holds who asked, why, what was checked and how it ended; kept for a year after that. No copy of any document."""

    class Outcome(models.TextChoices):
        OPEN = "", _("Loopt")
        STOPPED = "stopped", _("Gestopt")
        DONE = "done", _("Uitgevoerd")
        EXPIRED = "expired", _("Verlopen")

    class StoppedBy(models.TextChoices):
        MAIL = "mail", _("met de link in een mail")
        ACCOUNT = "account", _("in het account")
        LOG_IN = "log_in", _("door in te loggen met een tweede stap")
        COLLEAGUE = "colleague", _("door een collega")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="recoveries", verbose_name=_("account"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("gevraagd door"),
    )
    reason = models.TextField(_("reden"), blank=True, max_length=500)
    asked_at = models.DateTimeField(_("gevraagd op"))
    ready_at = models.DateTimeField(_("kan vanaf"))
    expires_at = models.DateTimeField(_("kan tot"))
    mails_sent = models.PositiveSmallIntegerField(default=0, editable=False)
    last_mail_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(_("uitkomst"), max_length=8, choices=Outcome, blank=True, default="")
    ended_at = models.DateTimeField(_("geëindigd op"), null=True)
    stopped_by = models.CharField(_("gestopt"), max_length=9, choices=StoppedBy, blank=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("bevestigd door"),
    )
    checked = models.TextField(_("wat is nagekeken"), blank=True, max_length=500)

    objects: ClassVar[Any] = AccountRecoveryQuerySet.as_manager()

    class Meta:
        verbose_name = _("nieuw begin na verlies")
        verbose_name_plural = _("nieuw begin na verlies")
        ordering = ("-asked_at",)
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(outcome=""), name="one_open_recovery_per_person"),
            # That it is a week, no constraint can say: SQLite would need a function of Django's for it.
            models.CheckConstraint(
                condition=Q(ready_at__gt=F("asked_at"), expires_at__gt=F("ready_at")), name="recovery_waits"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="done")
                | Q(ended_at__gte=F("ready_at"), mails_sent=len(MAILS_AT)) & ~Q(checked=""),
                name="recovery_is_done_after_its_wait_and_a_check",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None) | ~Q(outcome="") & Q(ended_at__isnull=False),
                name="recovery_ends_with_an_outcome",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | ~Q(confirmed_by=F("person")), name="nobody_confirms_their_own_recovery"
            ),
        ]

    def __str__(self) -> str:
        """Without an address, as Wagtail's log keeps it."""
        return str(self.person)

    @property
    def is_open(self) -> bool:
        return not self.outcome and timezone.now() < self.expires_at

    @property
    def is_ready(self) -> bool:
        """The wait is over, and the owner had a day after the last mail that told them how to stop it."""
        now = timezone.now()
        if not self.is_open or now < self.ready_at or self.mails_sent < len(MAILS_AT) or self.last_mail_at is None:
            return False
        return now >= self.last_mail_at + AFTER_LAST_MAIL

    @property
    def state(self) -> Any:
        if self.outcome:
            return self.get_outcome_display()
        if not self.is_open:
            return self.Outcome.EXPIRED.label
        return _("Kan bevestigd worden") if self.is_ready else _("Wacht")

    def end(self, outcome: str) -> None:
        """Unsaved. Raises `RecoveryEnded`."""
        if self.outcome:
            raise RecoveryEnded(self.pk)
        self.outcome, self.ended_at = outcome, timezone.now()

    def stop(self, by: str) -> None:
        """Unsaved. Raises `RecoveryEnded`."""
        self.end(self.Outcome.STOPPED)
        self.stopped_by = by

    def confirm(self, colleague: User, checked: str) -> None:
        """Unsaved. Raises `RecoveryEnded`, also when it was not confirmed in time, and `RecoveryTooSoon`."""
        if not self.is_open:
            raise RecoveryEnded(self.pk)
        if not self.is_ready:
            raise RecoveryTooSoon(self.pk)
        self.end(self.Outcome.DONE)
        self.confirmed_by, self.checked = colleague, checked
