from .models import Document


class DocumentConverter:
    """The one path segment of a legal document, as in /privacy/. An unknown one leaves the address to others."""

    regex = "[a-z][a-z0-9-]*"

    def to_python(self, value: str) -> Document:
        try:
            return Document.objects.get(slug=value)
        except Document.DoesNotExist as error:
            raise ValueError(value) from error

    def to_url(self, value: Document | str) -> str:
        return value.slug if isinstance(value, Document) else value
