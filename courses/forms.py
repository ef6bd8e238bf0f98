"""Forms of the admin that say which files may come, and let the dialog of the browser show only those."""

from typing import Any

from wagtail.documents.forms import BaseDocumentForm
from wagtailmedia.forms import BaseMediaForm

from .files.uploads import describe_upload, list_types


def state_upload(form: Any, name: str, upload: str) -> None:
    if name in form.fields:
        form.fields[name].help_text = describe_upload(upload)
        form.fields[name].widget.attrs["accept"] = ",".join(f".{extension}" for extension in list_types(upload))


class LessonDocumentForm(BaseDocumentForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state_upload(self, "file", "document")


class LessonMediaForm(BaseMediaForm):
    class Meta(BaseMediaForm.Meta):
        pass

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        state_upload(self, "file", self.instance.type)
        state_upload(self, "thumbnail", "image")
        for name in ("captions_nl", "captions_en"):
            state_upload(self, name, "captions")
        if self.instance.type == "audio":
            for name in ("captions_nl", "captions_en", "is_silent"):
                self.fields.pop(name, None)
