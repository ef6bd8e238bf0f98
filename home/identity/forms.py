"""The form of who we are."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from home.blocks.pasted import CodeRefusingModelForm


class OrganisationForm(CodeRefusingModelForm):
    def clean(self) -> dict[str, Any]:
        """Where there are companies, exactly one of them sends the invoices."""
        cleaned: dict[str, Any] = super().clean()
        companies = self.formsets["controllers"]
        companies.is_valid()
        kept = [form for form in companies.forms if is_kept(form, companies.can_delete)]
        chosen = [form for form in kept if form.cleaned_data.get("is_issuer")]
        if kept and not chosen:
            mark_companies(kept, _("Kies welk bedrijf de facturen stuurt."))
        elif len(chosen) > 1:
            mark_companies(chosen, _("Kies één bedrijf dat de facturen stuurt, niet meer."))
        return cleaned


def is_kept(form: Any, may_be_deleted: bool) -> bool:
    """A company that will be there after saving; an empty form that was added and left is none."""
    facts = getattr(form, "cleaned_data", {})
    is_there = bool(form.instance.pk) or form.has_changed()
    return is_there and not (may_be_deleted and facts.get("DELETE"))


def mark_companies(forms: list[Any], message: str) -> None:
    for form in forms:
        form.add_error("is_issuer", message)
