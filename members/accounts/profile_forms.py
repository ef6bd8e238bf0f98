"""What a member corrects about themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .fields import AddressField
from .mail_kinds import list_optional_kinds, list_unwanted
from .models import User
from .wording import OwnWords


class ProfileForm(OwnWords, forms.ModelForm):
    """Everything that an account says about somebody, but for the address: that one is confirmed first."""

    class Meta:
        model = User
        fields = ("first_name", "last_name", "language")
        widgets = {
            "first_name": forms.TextInput(attrs={"autocomplete": "given-name"}),
            "last_name": forms.TextInput(attrs={"autocomplete": "family-name"}),
            "language": forms.RadioSelect,
        }
        labels = {
            "first_name": gettext_lazy("Voornaam"),
            "last_name": gettext_lazy("Achternaam"),
            "language": gettext_lazy("Taal"),
        }
        help_texts = {"language": gettext_lazy("Van onze mails, en van de site als je inlogt.")}

    def save(self, commit: bool = True) -> User:
        """Nothing else of the account is written: it may have been closed since it was read."""
        self.instance.save(update_fields=self.Meta.fields)
        return self.instance


class NewAddressForm(OwnWords, forms.Form):
    email = AddressField()

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["email"].label = _("Nieuw e-mailadres")

    def clean_email(self) -> str:
        email: str = self.cleaned_data["email"].lower()
        if email == self.person.email:
            raise ValidationError(_("Dit is al je e-mailadres."))
        return email


class NotificationsForm(forms.Form):
    """A box for each kind of mail that may be switched off; ticked while it is wanted."""

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unwanted = list_unwanted(person)
        for kind in list_optional_kinds():
            self.fields[kind.name] = forms.BooleanField(
                label=str(kind.title), help_text=str(kind.text), required=False, initial=kind.name not in unwanted
            )

    @property
    def wanted(self) -> set[str]:
        return {name for name, is_ticked in self.cleaned_data.items() if is_ticked}
