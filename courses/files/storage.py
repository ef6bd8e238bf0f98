from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.signals import setting_changed
from django.urls import reverse
from django.utils.deconstruct import deconstructible
from django.utils.functional import cached_property


@deconstructible(path="courses.files.storage.PrivateStorage")
class PrivateStorage(FileSystemStorage):
    """Every upload of the site. No web server serves this folder.

    `url()` is for the admin, which shows thumbnails by it: it answers colleagues with a right to the file, and nobody
    else. What a page shows has an address beneath that page; see `addresses.py`.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(file_permissions_mode=0o640, directory_permissions_mode=0o750, **options)
        setting_changed.connect(self._follow_setting)

    @cached_property
    def base_location(self) -> str:
        return str(settings.PRIVATE_ROOT)

    def url(self, name: str | None) -> str:
        return reverse("private_file", args=[(name or "").replace("\\", "/")])

    def _follow_setting(self, setting: str, **kwargs: Any) -> None:
        if setting == "PRIVATE_ROOT":
            self.__dict__.pop("base_location", None)
            self.__dict__.pop("location", None)
