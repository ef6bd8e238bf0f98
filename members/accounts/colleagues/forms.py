"""Accounts as owners change them: who works here, in which role, and whose account is closed. Nothing else."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.users.forms import UserCreationForm, UserEditForm

from ..models import User

NOT_HERE = _("Dit wordt op de server beslist (createsuperuser), niet hier.")


class AddAccountForm(UserCreationForm):
    """For a colleague. No password: nobody but they should know it, so they choose it by a mailed link."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        shut(self, "is_superuser", NOT_HERE)
        self.fields["email"].help_text = _(
            "Je collega kiest daarna zelf een wachtwoord, met “Wachtwoord vergeten” op de inlogpagina."
        )

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()

    def save(self, commit: bool = True) -> User:
        self.instance.set_unusable_password()
        return super().save(commit)


class ChangeAccountForm(UserEditForm):
    """The address is changed by whose it is: they confirm the new one, and the old one is told."""

    def __init__(self, *args: Any, **options: Any) -> None:
        is_own = options.get("editing_self", False)
        super().__init__(*args, **options)
        shut(self, "email", _("Alleen wie dit account heeft, kan het adres veranderen."))
        shut(self, "is_superuser", NOT_HERE)
        if is_own:
            shut(self, "groups", _("Je eigen rollen verandert een andere eigenaar: zo blijft er altijd een over."))
        if self.instance.is_superuser:
            shut(self, "is_active", NOT_HERE)
        elif "is_active" in self.fields:
            closed = _("Zonder vinkje is het account gesloten. Na 30 dagen wordt het gewist.")
            self.fields["is_active"].help_text = closed


def shut(form: Any, name: str, why: Any) -> None:
    """Shown and not changed, whatever is sent."""
    if name in form.fields:
        form.fields[name].disabled = True
        form.fields[name].help_text = why
