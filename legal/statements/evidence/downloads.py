"""Handing out a file that was made for one person: it is saved under a decent name and never kept in between."""

from typing import IO, Any

from django.http import FileResponse, HttpResponse, HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.text import slugify

PDF, JSON, ZIP = "application/pdf", "application/json", "application/zip"
ENDINGS = {PDF: "pdf", JSON: "json", ZIP: "zip"}


def name_file(kind: str, *words: Any) -> str:
    """Lower-case letters, digits and hyphens, as every disk accepts; never the name of a person."""
    return f"{slugify('-'.join(map(str, words)))}.{ENDINGS[kind]}"


def give_file(content: bytes | IO[bytes], kind: str, *words: Any) -> HttpResponseBase:
    """`words` make the name of the file."""
    if isinstance(content, bytes):
        headers = {"Content-Disposition": content_disposition_header(True, name_file(kind, *words)) or ""}
        return HttpResponse(content, content_type=kind, headers=headers)
    return FileResponse(content, as_attachment=True, filename=name_file(kind, *words), content_type=kind)
