from __future__ import annotations

from typing import Any

from cookie_consent.models import Cookie, CookieGroup
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from home.identity.naming import name_company

from .models import CookieDetails, CookieTranslation, PurposeTranslation
from .translated_forms import TranslatedForm

NEEDED = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.COOKIE_CONSENT_NAME}
WHEN = _("Wat je verandert, geldt voor bezoekers zodra je de cookiepagina publiceert.")
UNFIT = _("Hier staat een teken dat niet in een cookie past.")
# What a response may say of a cookie (RFC 6265 §4.1.1): anything else would end that header, or break the answer.
TOKEN = RegexValidator(r"\A[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z", UNFIT)
HOST = RegexValidator(r"\A[0-9A-Za-z.-]*\Z", UNFIT)
PATH = RegexValidator(r"\A/[!-:<-~]*\Z", _("Begin met een schuine streep."))


class PurposeForm(TranslatedForm):
    translated = ("name", "description")
    translation_model = PurposeTranslation
    owner = "purpose"

    name = forms.CharField(label=_("Naam"), max_length=100, help_text=WHEN)
    description = forms.CharField(
        label=_("Waarvoor"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Zeg in gewone woorden wie wat doet en waarom. Dit lezen bezoekers voor ze kiezen."),
    )

    class Meta:
        model = CookieGroup
        fields = ["name", "varname", "description", "is_required", "ordering"]
        labels = {
            "varname": _("Korte naam"),
            "is_required": _("De site werkt niet zonder: vraag geen toestemming"),
            "ordering": _("Volgorde"),
        }
        help_texts = {
            "varname": _("Voor de techniek. Ligt vast zodra het doel er is."),
            "is_required": _("Alleen voor wat iemand zelf vraagt, zoals ingelogd blijven."),
        }

    def clean_varname(self) -> str:
        if self.instance.pk and "varname" in self.changed_data:
            raise ValidationError(gettext("De korte naam ligt vast. Maak een nieuw doel als het om iets anders gaat."))
        return self.cleaned_data["varname"]


class CookieForm(TranslatedForm):
    translated = ("description", "kept_for")
    translation_model = CookieTranslation
    owner = "cookie"

    name = forms.CharField(label=_("Naam"), max_length=250, validators=[TOKEN], help_text=WHEN)
    description = forms.CharField(label=_("Waarvoor"), max_length=500)
    provider = forms.CharField(
        label=_("Van wie"),
        max_length=100,
        help_text=_("Staat hier onze eigen naam, dan verandert die mee met ‘Wie wij zijn’."),
    )
    kept_for = forms.CharField(
        label=_("Hoe lang"), max_length=100, help_text=_("In woorden, zoals ‘31 dagen’ of ‘tot je uitlogt’.")
    )
    path = forms.CharField(label=_("Pad"), max_length=200, initial="/", validators=[PATH])
    domain = forms.CharField(label=_("Domein"), max_length=250, required=False, validators=[HOST])

    class Meta:
        model = Cookie
        fields = ["cookiegroup", "name", "description", "provider", "kept_for", "path", "domain"]
        labels = {"cookiegroup": _("Doel")}

    def read_initial(self) -> dict[str, str]:
        details = CookieDetails.objects.filter(cookie=self.instance.pk).first()
        return {"provider": details.provider or name_company(), "kept_for": details.kept_for} if details else {}

    def clean(self) -> dict[str, Any]:
        """A refusal removes the cookies of what is refused: that may never be one that keeps people logged in."""
        cleaned: dict[str, Any] = super().clean()
        purpose = cleaned.get("cookiegroup")
        if cleaned.get("name") in NEEDED and purpose and not purpose.is_required:
            self.add_error(
                "cookiegroup", gettext("Zonder deze cookie werkt de site niet. Kies een doel dat altijd mag.")
            )
        return cleaned

    def save(self, commit: bool = True) -> Cookie:
        cookie: Cookie = super().save(commit)
        facts = {name: self.cleaned_data[name] for name in ("provider", "kept_for")}
        if facts["provider"] == name_company():
            facts["provider"] = ""
        CookieDetails.objects.update_or_create(cookie=cookie, defaults=facts)
        return cookie
