"""The account: a name and an address, and nothing the statement does not mention."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device

from ..names import refuse_control_characters

TERM = timedelta(days=30)  # from closing an account to erasing it, as the statement says in §6


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are stored in lower case, as allauth looks them up."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        return self.create_user(email, password, is_superuser=True, **fields)


class Language(models.TextChoices):
    """Each in its own words: who looks for English need not read Dutch."""

    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "English"


class User(AbstractUser):  # type: ignore[django-manager-missing]  # django-otp has no types
    """Somebody with an account. Who may do what comes from groups and grants, never from a flag here."""

    username = None  # type: ignore[assignment]
    is_staff = None
    email = models.EmailField(_("e-mailadres"), unique=True)
    first_name = models.CharField(_("voornaam"), max_length=80, validators=[refuse_control_characters])
    last_name = models.CharField(_("achternaam"), max_length=80, validators=[refuse_control_characters])
    # At first that of the sign-up.
    language = models.CharField(
        _("taal van site en mails"), max_length=10, choices=Language.choices, default=Language.DUTCH
    )
    # A closed account is erased on this day; `save` gives it the day, and takes it away when it is opened again.
    erase_on = models.DateField(_("wordt gewist op"), null=True, blank=True, editable=False)
    # Since when they are not counted in the statistics (GDPR art. 21).
    objected_to_statistics_at = models.DateTimeField(
        _("wil niet worden meegeteld sinds"), null=True, blank=True, editable=False
    )

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    otp_device: Device | None  # of a request's user, as is the next: django-otp puts both there
    is_verified: Callable[[], bool]
    came_through_stages = False  # of this object, at a log-in: see second_factor/guard.py

    objects: ClassVar[UserManager] = UserManager()  # type: ignore[assignment]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="one_account_per_address",
                violation_error_message=_("Er is al een account met dit e-mailadres."),
            ),
            models.CheckConstraint(
                condition=models.Q(erase_on__isnull=True) | models.Q(is_active=False),
                name="only_closed_accounts_are_erased",
            ),
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.is_active:
            self.erase_on = None
        elif self.erase_on is None:
            self.erase_on = timezone.localdate() + TERM
        if "is_active" in (kwargs.get("update_fields") or ()):
            kwargs["update_fields"] = {*kwargs["update_fields"], "erase_on"}
        super().save(*args, **kwargs)

    def __str__(self) -> str:
        """Never the address: Wagtail writes this into its log, which outlives the account."""
        return gettext("account %(number)s") % {"number": self.pk}
