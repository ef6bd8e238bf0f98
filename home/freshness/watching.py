"""What pages show: all pages themselves, and the models that apps name here."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_slug_changed, post_page_move

from .models import renew_stamp


def watch(*watched: type[models.Model]) -> None:
    """Renews the stamp whenever a row of these models is saved or removed."""
    for model in watched:
        post_save.connect(notice_change, sender=model)
        post_delete.connect(notice_change, sender=model)


def watch_all_pages() -> None:
    post_save.connect(notice_page)
    post_delete.connect(notice_page)
    post_page_move.connect(notice_change)
    page_slug_changed.connect(notice_change)


def notice_page(sender: type[models.Model], **signal: Any) -> None:
    if issubclass(sender, Page) and not signal.get("raw"):
        renew_stamp()


def notice_change(**signal: Any) -> None:
    renew_stamp()
