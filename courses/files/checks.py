"""What must hold before the site starts: no upload lies where a web server serves files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.db.models import FileField

from .storage import PrivateStorage


@register()
def check_private_root(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    private = Path(settings.PRIVATE_ROOT).resolve()
    public = [("MEDIA_ROOT", settings.MEDIA_ROOT), ("STATIC_ROOT", settings.STATIC_ROOT)]
    public += [("STATICFILES_DIRS", folder) for folder in settings.STATICFILES_DIRS]
    return [
        Error(
            f"PRIVATE_ROOT ({private}) lies inside {name} ({folder}), which everybody can read.",
            hint="Give PRIVATE_ROOT a folder of its own that no web server serves.",
            id="courses.E001",
        )
        for name, folder in public
        if folder and private.is_relative_to(Path(str(folder)).resolve())
    ]


@register()
def check_storages(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Also of other apps: Wagtail puts aside uploads that are not finished, and portraits of colleagues."""
    fields = (field for model in apps.get_models() for field in model._meta.get_fields(include_hidden=True))
    return [
        Error(
            f"{field.model._meta.label}.{field.name} keeps its files outside the private storage.",
            hint="Leave `storage` out, so that STORAGES['default'] is used.",
            id="courses.E002",
        )
        for field in fields
        if isinstance(field, FileField) and not isinstance(field.storage, PrivateStorage)
    ]
