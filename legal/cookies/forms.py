from typing import Any

from django import forms
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from .asking import Question

ACCEPT = "accept"
REFUSE = "refuse"
CHOOSE = "choose"
WITHDRAW = "withdraw"
MISSING_CHOICE = _("Kies ‘Accepteren’ of ‘Weigeren’.")
UNKNOWN_PURPOSE = _("Dit doel kennen we niet. Kies opnieuw. Er is nog niets bewaard.")
OUTDATED_TEXT = _("De tekst is intussen veranderd. Lees hem nog eens en kies opnieuw. Er is nog niets bewaard.")
UNKNOWN = {"invalid_choice": UNKNOWN_PURPOSE, "invalid_list": UNKNOWN_PURPOSE}


class ChoiceForm(forms.Form):
    """`groups` are the purposes that were ticked, `asked` those that the banner showed: without any it is all."""

    choice = forms.ChoiceField(
        label=_("Je keuze"),
        choices=[
            (ACCEPT, _("Accepteren")),
            (REFUSE, _("Weigeren")),
            (CHOOSE, _("Zelf kiezen")),
            (WITHDRAW, _("Trek mijn toestemming in")),
        ],
        error_messages={"required": MISSING_CHOICE, "invalid_choice": MISSING_CHOICE},
    )
    groups = forms.MultipleChoiceField(label=_("Zelf kiezen"), required=False, error_messages=UNKNOWN)
    asked = forms.MultipleChoiceField(label=_("Je keuze"), required=False, error_messages=UNKNOWN)
    shown = forms.CharField(required=False)
    next = forms.CharField(required=False)

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.question = question
        self.all_groups = [purpose.text.group for purpose in question.purposes]
        for name in ("groups", "asked"):
            field: Any = self.fields[name]
            field.choices = [(group, group) for group in self.all_groups]

    def clean_next(self) -> str:
        """A path of this site, or nothing: another address is dropped and the choice still counts."""
        path: str = self.cleaned_data["next"]
        is_own_path = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
        return path if is_own_path and len(path) <= 2000 else ""

    def clean(self) -> dict[str, Any]:
        """A no also holds in an old tab that asks about a purpose that went meanwhile: then it is about all."""
        if self.cleaned_data.get("choice") in (REFUSE, WITHDRAW):
            self.errors.pop("asked", None)
        return self.cleaned_data

    def has_read_this(self) -> bool:
        return bool(self.cleaned_data["shown"] == self.question.shown)

    def read_wording(self) -> str:
        """What was shown, as far as we know: of the footer, and of an old tab that said no, that is the button."""
        if self.cleaned_data["choice"] == WITHDRAW:
            return f"[{self.question.stop}]"
        if not self.has_read_this():
            return f"[{self.question.refuse}]"
        return self.question.keep(self.read_answers()).wording

    def read_answers(self) -> dict[str, bool]:
        """Yes or no to each purpose that was asked about."""
        choice = self.cleaned_data["choice"]
        if choice == CHOOSE:
            return {group: group in self.cleaned_data["groups"] for group in self.all_groups}
        return dict.fromkeys(self.cleaned_data.get("asked") or self.all_groups, choice == ACCEPT)
