from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import OuterRef, Subquery
from django.utils import timezone


class VersionQuerySet(models.QuerySet):
    def in_force(self, on: date | None = None) -> VersionQuerySet:
        """The version of each document that applies on that day (today in Amsterdam when not given)."""
        day = on or timezone.localdate()
        newest = self.model._default_manager.filter(document=OuterRef("document"), effective_from__lte=day).order_by(
            "-number"
        )
        return self.filter(number=Subquery(newest.values("number")[:1]), effective_from__lte=day)

    def announced(self) -> VersionQuerySet:
        """Published, and not yet in force."""
        return self.filter(effective_from__gt=timezone.localdate())


class ActQuerySet(models.QuerySet):
    def of(self, user: Any) -> ActQuerySet:
        return self.filter(subject__user=user)

    def on(self, document: Any) -> ActQuerySet:
        return self.filter(text__version__document=document)

    def without_words(self) -> ActQuerySet:
        """For lists: the words of a statement are long, and each row would bring all of them."""
        return self.defer("text__html", "text__text", "text__blocks", "text__snapshot")

    def newest_first(self) -> ActQuerySet:
        return self.order_by("-pk")
