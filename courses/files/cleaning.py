"""Wagtail removes pictures, documents and films from the disk when their record goes; captions are ours to remove."""

from typing import Any

from django.db import transaction
from django.db.models.signals import post_delete

from ..models.files import LessonMedia


def clean_up_captions() -> None:
    post_delete.connect(_remove_captions, sender=LessonMedia, dispatch_uid="courses.remove_captions")


def _remove_captions(instance: LessonMedia, **kwargs: Any) -> None:
    for file in instance.captions.values():
        transaction.on_commit(lambda file=file: file.storage.delete(file.name))  # type: ignore[misc]
