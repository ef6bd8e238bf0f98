"""The language that prevails between the texts of one version, and the one that is read now."""

from django.utils.translation import get_language

PREVAILING_LANGUAGE = "nl"


def read_language() -> str:
    """That of the address; the prevailing one where no language is active."""
    return get_language() or PREVAILING_LANGUAGE
