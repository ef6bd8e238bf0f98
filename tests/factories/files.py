"""Files as editors upload them."""

from typing import Any

from django.core.files.base import ContentFile

from courses.models import LessonDocument, LessonImage, LessonMedia
from tests.courses.samples import MP3, MP4, PDF, VTT, make_picture


def make_image(title: str = "Plattegrond", content: bytes | None = None, name: str = "IMG_0042.JPG") -> LessonImage:
    return LessonImage.objects.create(title=title, file=ContentFile(content or make_picture(), name=name))


def make_document(
    title: str = "Werkblad", content: bytes = PDF, name: str = "werkblad v3 (Sanne).pdf"
) -> LessonDocument:
    return LessonDocument.objects.create(title=title, file=ContentFile(content, name=name), file_size=len(content))


def make_video(title: str = "Zo begin je", content: bytes = MP4, **fields: Any) -> LessonMedia:
    files = {
        "captions_nl": ContentFile(VTT, name="nl.vtt"),
        "thumbnail": ContentFile(make_picture(), name="omslag.jpg"),
    }
    return LessonMedia.objects.create(
        title=title, type="video", file=ContentFile(content, name="film.mp4"), **files | fields
    )


def make_audio(title: str = "Een gesprek", content: bytes = MP3, **fields: Any) -> LessonMedia:
    fields = {"transcript": "Hallo allemaal."} | fields
    return LessonMedia.objects.create(title=title, type="audio", file=ContentFile(content, name="opname.mp3"), **fields)


def as_image(image: LessonImage, **fields: Any) -> tuple[str, dict[str, Any]]:
    """A block of a lesson."""
    return "image", {"image": image, "alternative": "Een vergaderzaal", "is_decorative": False, "caption": ""} | fields


def as_download(document: LessonDocument) -> tuple[str, dict[str, Any]]:
    return "download", {"document": document, "text": ""}


def as_media(media: LessonMedia) -> tuple[str, dict[str, Any]]:
    return media.type, {"media": media, "caption": ""}
