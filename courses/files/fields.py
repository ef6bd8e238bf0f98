"""Model fields that keep nothing without having looked inside, whatever way the file came."""

from __future__ import annotations

from secrets import token_hex
from typing import Any

from django.core.files import File
from django.db import models
from django.db.models.fields.files import FieldFile
from wagtail.images.models import WagtailImageField, WagtailImageFieldFile

from .uploads import check_upload, describe_upload


class _CheckedOnSave:
    def save(self, name: str, content: File, save: bool = True) -> None:
        own: Any = self
        content.name = name
        checked = check_upload(content, own.field.choose_upload(own.instance))
        checked.name = name
        super().save(name, checked, save)  # type: ignore[misc]


class CheckedFile(_CheckedOnSave, FieldFile):
    pass


class CheckedPicture(_CheckedOnSave, WagtailImageFieldFile):
    pass


def check_new_file(file: FieldFile) -> None:
    """For forms. A file that is kept already was looked at when it came."""
    field: Any = file.field
    if file and not file._committed:  # type: ignore[attr-defined]
        check_upload(file.file, field.choose_upload(file.instance))


class _StatesItsUpload:
    """`upload` names the types and the size in `settings.UPLOADS`. Names on disk say nothing and cannot be guessed."""

    def __init__(self, *args: Any, upload: str, **options: Any) -> None:
        self.upload = upload
        options.setdefault("help_text", describe_upload(upload))
        options["upload_to"] = self.name_upload
        options["validators"] = [check_new_file]
        super().__init__(*args, **options)

    def choose_upload(self, instance: models.Model) -> str:
        return self.upload

    def name_upload(self, instance: models.Model, name: str) -> str:
        return f"{self.upload}/{token_hex(16)}.{name.rpartition('.')[2].lower()}"

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, args, options = super().deconstruct()  # type: ignore[misc]
        for stated in ("upload_to", "help_text", "validators"):
            options.pop(stated, None)
        return name, path, args, options | {"upload": self.upload}


class PrivateFileField(_StatesItsUpload, models.FileField):
    attr_class = CheckedFile


class PrivateMediaField(PrivateFileField):
    """Holds what the `type` of its record says: "audio" or "video"."""

    def choose_upload(self, instance: Any) -> str:
        return str(instance.type)


class PrivateImageField(_StatesItsUpload, WagtailImageField):
    attr_class = CheckedPicture
