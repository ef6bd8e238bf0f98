from .acts import Act, ActSubject, Redaction
from .pages import LegalIndexPage, LegalPage
from .publication import Notice, PublicationRules
from .readings import StaffReading
from .records import Document, Version, VersionText
from .review import FourEyesTask

__all__ = [
    "Act",
    "ActSubject",
    "Document",
    "StaffReading",
    "FourEyesTask",
    "LegalIndexPage",
    "LegalPage",
    "Notice",
    "PublicationRules",
    "Redaction",
    "Version",
    "VersionText",
]
