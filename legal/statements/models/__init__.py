from .acts import Act, ActSubject, Redaction
from .pages import LegalIndexPage, LegalPage
from .publication import Notice, PublicationRules
from .readings import EvidenceReading
from .records import Document, Version, VersionText
from .review import FourEyesTask

__all__ = [
    "Act",
    "ActSubject",
    "Document",
    "EvidenceReading",
    "FourEyesTask",
    "LegalIndexPage",
    "LegalPage",
    "Notice",
    "PublicationRules",
    "Redaction",
    "Version",
    "VersionText",
]
