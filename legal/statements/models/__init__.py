from .pages import LegalIndexPage, LegalPage
from .records import PREVAILING_LANGUAGE, Act, ActSubject, Document, Version, VersionText

__all__ = [
    "PREVAILING_LANGUAGE",
    "Act",
    "ActSubject",
    "Document",
    "LegalIndexPage",
    "LegalPage",
    "Version",
    "VersionText",
]
