from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

ACCEPT = "accept"
REFUSE = "refuse"
MISSING_CHOICE = _("Kies ‘Accepteren’ of ‘Weigeren’.")
OUTDATED_TEXT = _("De tekst is intussen veranderd. Lees hem nog eens en kies opnieuw. Er is nog niets bewaard.")


class ChoiceForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("Je keuze"),
        choices=[(ACCEPT, _("Accepteren")), (REFUSE, _("Weigeren"))],
        error_messages={"required": MISSING_CHOICE, "invalid_choice": MISSING_CHOICE},
    )
    shown = forms.CharField(required=False)
    next = forms.CharField(required=False)

    def clean_next(self) -> str:
        """A path of this site, or nothing: another address is dropped and the choice still counts."""
        path: str = self.cleaned_data["next"]
        is_own_path = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
        return path if is_own_path and len(path) <= 2000 else ""

    @property
    def is_accepted(self) -> bool:
        return bool(self.cleaned_data["choice"] == ACCEPT)
