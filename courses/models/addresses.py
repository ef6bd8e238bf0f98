"""Addresses beneath the catalogue and beneath a course where something else stands than a page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

BENEATH_CATALOGUE = {"feed"}  # courses/catalogue/urls.py
BENEATH_COURSE = {"bewijs", "certificate"}  # courses/certificates/urls.py


def refuse_taken(slug: str, taken: set[str]) -> None:
    """Raises `ValidationError` at the field: such a page would be made, and never be seen."""
    if slug in taken:
        raise ValidationError({"slug": _("Kies een ander adres: op dit adres staat al iets van deze site.")})
