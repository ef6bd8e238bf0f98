from __future__ import annotations

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

WORDS = ("html", "text", "blocks", "snapshot")  # of a text: long


class VersionQuerySet(models.QuerySet):
    def in_force(self, on: date | None = None) -> VersionQuerySet:
        """The version of each document that applies on that day (today in Amsterdam when not given)."""
        day = on or timezone.localdate()
        newest = self.model._default_manager.filter(document=OuterRef("document"), effective_from__lte=day).order_by(
            "-number"
        )
        applying = self.filter(number=Subquery(newest.values("number")[:1]), effective_from__lte=day)
        return applying.exclude(document__ended_on__lte=day)

    def announced(self) -> VersionQuerySet:
        """Published, and not yet in force; not what will never apply, because its document ends first."""
        coming = self.filter(effective_from__gt=timezone.localdate())
        return coming.exclude(document__ended_on__lte=F("effective_from"))

    def asking(self) -> VersionQuerySet:
        """Of the documents that ask something of members."""
        return self.exclude(document__act="none")  # Document.Answer.NONE: the models import this module

    def with_titles(self) -> VersionQuerySet:
        """With their texts, for what reads no more of them than the title."""
        field: Any = self.model._meta.get_field("texts")
        return self.prefetch_related(Prefetch("texts", field.related_model._default_manager.without_words()))

    def with_notice_counts(self) -> VersionQuerySet:
        """`sent`, `refused` and `uncertain`, in people: the last were claimed, and nobody knows whether a mail left."""
        is_sent, is_refused = Q(notices__sent_at__isnull=False), ~Q(notices__refusal="")
        is_claimed = Q(notices__isnull=False)
        return self.annotate(
            sent=Count("notices", filter=is_sent),
            refused=Count("notices", filter=is_refused),
            uncertain=Count("notices", filter=is_claimed & ~(is_sent | is_refused)),
        )


class VersionTextQuerySet(models.QuerySet):
    def without_words(self) -> VersionTextQuerySet:
        """For lists: the words of a statement are long, and each row would bring all of them."""
        return self.defer(*WORDS)


class ActQuerySet(models.QuerySet):
    def of(self, user: Any) -> ActQuerySet:
        return self.filter(subject__user=user)

    def on(self, document: Any) -> ActQuerySet:
        return self.filter(text__version__document=document)

    def on_texts(self, texts: models.QuerySet) -> ActQuerySet:
        """There are few texts and many acts: the database finds the acts by the numbers of the texts.

        Those of an old text lie far back. Told where they end, it need not go through all the newer ones first.
        """
        newest = self.model._default_manager.filter(text=OuterRef("pk")).order_by("-pk").values("pk")[:1]
        last_act = dict(texts.annotate(last_act=Subquery(newest)).values_list("pk", "last_act"))
        return self.filter(text__in=list(last_act), pk__lte=max((act or 0 for act in last_act.values()), default=0))

    def without_words(self) -> ActQuerySet:
        """For acts with their text."""
        return self.defer(*(f"text__{name}" for name in WORDS))

    def newest_first(self) -> ActQuerySet:
        return self.order_by("-pk")
