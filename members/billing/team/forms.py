"""Inviting people to a team."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

MOST = 20  # at a time: each mail is sent before the page comes back


class InviteForm(forms.Form):
    emails = forms.CharField(
        label=_("E-mailadressen"),
        max_length=MOST * 100,
        help_text=_("Eén per regel. Wie je uitnodigt, krijgt een mail met een link."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": _("Vul in wie je wilt uitnodigen.")},
    )

    def clean_emails(self) -> list[str]:
        words = self.cleaned_data["emails"].replace(",", "\n").replace(";", "\n").split("\n")
        emails = list(dict.fromkeys(word.strip().lower() for word in words if word.strip()))
        for email in emails:
            try:
                validate_email(email)
            except ValidationError as error:
                raise ValidationError(_("“%(email)s” is geen e-mailadres."), params={"email": email}) from error
            if len(email) > 254:
                raise ValidationError(_("“%(email)s” is geen e-mailadres."), params={"email": email[:40]})
        if len(emails) > MOST:
            raise ValidationError(_("Nodig hoogstens %(most)s mensen tegelijk uit."), params={"most": MOST})
        return emails
