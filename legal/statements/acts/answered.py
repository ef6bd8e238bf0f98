"""Whether somebody can owe an answer at all: cheap, because every page for a member asks it and nearly nobody does."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone

from home.freshness.keeping import recall
from home.freshness.models import read_stamp_for

from ..models import ActSubject
from .asking import list_asking_versions, list_texts_that_count


def may_owe_an_answer(request: HttpRequest) -> bool:
    """False when each version that asks was answered. What is asked is kept until a version comes or a day goes by.

    On a request that stores an answer, ask after the answer was stored.
    """
    name = f"answering-texts:{timezone.localdate()}"
    asked = recall(name, list_texts_that_answer, read_stamp_for(request))
    if not asked:
        return False
    answered = set(ActSubject.objects.filter(user=request.user.pk).values_list("text", flat=True))
    return any(answered.isdisjoint(texts) for texts in asked)


def list_texts_that_answer() -> list[list[int]]:
    """For each version that asks: the numbers of the texts on which any answer counts."""
    return [list_texts_that_count(version) for version in list_asking_versions()]
