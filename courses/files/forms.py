"""Forms of the admin that say which files may come, and let the dialog of the browser show only those."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.db import transaction
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm
from wagtailmedia.forms import BaseMediaForm

from home.blocks.pasted import CodeRefusingForm

from .uploads import describe_upload, list_types

CAPTIONS = ("captions_nl", "captions_en")


def state_upload(form: Any, name: str, upload: str) -> None:
    if name in form.fields:
        form.fields[name].help_text = describe_upload(upload)
        form.fields[name].widget.attrs["accept"] = ",".join(f".{extension}" for extension in list_types(upload))


class CarefulImageField(WagtailImageField):
    def check_image_pixel_size(self, f: Any) -> None:
        """Counting the pictures in a file reads all of it, and Wagtail does not expect that half of it is missing."""
        try:
            super().check_image_pixel_size(f)
        except (OSError, SyntaxError) as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


class LessonImageForm(CodeRefusingForm, BaseImageForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if field := self.fields.get("file"):
            self.fields["file"] = CarefulImageField(label=field.label, required=field.required, widget=field.widget)


class LessonDocumentForm(CodeRefusingForm, BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state_upload(self, "file", "document")


class LessonMediaForm(CodeRefusingForm, BaseMediaForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kept = {name: str(getattr(self.instance, name)) for name in ("thumbnail", *CAPTIONS)}
        state_upload(self, "file", self.instance.type)
        state_upload(self, "thumbnail", "image")
        for name in CAPTIONS:
            state_upload(self, name, "captions")
        if self.instance.type == "audio":
            for name in (*CAPTIONS, "is_silent"):
                self.fields.pop(name, None)

    def save(self, commit: bool = True) -> Any:
        """What was replaced goes from the disk too; Wagtail does that for the film itself."""
        media = super().save(commit=commit)
        for name, stored in self.kept.items():
            if stored and stored != str(getattr(media, name)):
                transaction.on_commit(partial(default_storage.delete, stored))
        return media
