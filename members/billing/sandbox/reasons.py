"""Why a bank gave no money, or took it back: the codes of the European Payments Council that Mollie passes on."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

REASONS: dict[str, str | Promise] = {
    "AM04": _("Te weinig geld op de rekening"),
    "AC01": _("Dit rekeningnummer bestaat niet"),
    "AC04": _("De rekening is opgeheven"),
    "AC06": _("De rekening is geblokkeerd"),
    "MD01": _("Er is geen geldige machtiging"),
    "MD06": _("De klant wil het geld terug"),
    "MD07": _("De rekeninghouder is overleden"),
    "MS02": _("De klant weigert de afschrijving"),
    "MS03": _("De bank geeft geen reden"),
    "SL01": _("De bank staat deze incasso niet toe"),
}


def word_reason(code: str) -> str:
    """In English, as Mollie's API is. Raises `KeyError` for a code that no bank gives."""
    with override("en"):
        return str(REASONS[code])
