"""The files in the pages of the demo. All are made here, from words that stand with the lesson."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.files.base import ContentFile

from courses.models import LessonDocument, LessonImage, LessonMedia
from legal.statements.evidence.pdf import compile_pdf, describe_document

from .drawings import DRAWINGS
from .sounds import RATE, record_silence

WORKSHEET = Path(__file__).with_name("typst") / "worksheet.typ"
MADE_AT = datetime(2026, 1, 5, 12, tzinfo=UTC)  # the same file each time the demo is made

Words = dict[str, Any]


def make_picture(words: Words) -> Words:
    """The value of a block with a picture."""
    drawn = DRAWINGS[words["drawing"]](words).finish()
    image = LessonImage.objects.create(title=words["title"], file=ContentFile(drawn, name="tekening.png"))
    described = {"alternative": words["alternative"], "is_decorative": False, "caption": words.get("caption", "")}
    return {"image": image, **described}


def make_worksheet(words: Words) -> Words:
    """The value of a block with a file to keep: a PDF to print and write on."""
    parts = [{"text": "", "lines": [], "room": 0} | part for part in words["parts"]]
    described = describe_document(words["title"], words["language"], MADE_AT, words["footer"])
    printed = compile_pdf(str(WORKSHEET), described | {"introduction": words["introduction"], "parts": parts})
    document = LessonDocument(title=words["title"], file=ContentFile(printed, name="werkblad.pdf"))
    document._set_document_file_metadata()
    document.save()
    return {"document": document, "text": words["text"]}


def make_recording(words: Words) -> Words:
    """The value of a block with sound."""
    recorded = record_silence(words["seconds"], words["strokes"])
    facts = {"title": words["title"], "transcript": words["transcript"], "duration": len(recorded) // RATE}
    media = LessonMedia.objects.create(type="audio", file=ContentFile(recorded, name="opname.wav"), **facts)
    return {"media": media, "caption": words["caption"]}
