"""Putting a new version before a member: what to show, what may be answered, and what was put off."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from .accepting import issue_token
from .asking import find_last_agreed_text, list_due_versions
from .differences import ComparedLine, compare_texts
from .models import Act, Document, Version, VersionText

LATER = "later"
POSTPONED = "postponed_versions"  # session key: versions that this log-in will not be asked about again


@dataclass(frozen=True)
class Answer:
    """A button: its value in the form and the words on it. The words are part of the record."""

    value: str
    wording: str


@dataclass(frozen=True)
class Question:
    version: Version
    text: VersionText
    agreed_text: VersionText | None
    difference: list[ComparedLine]
    answers: list[Answer]
    token: str


def list_answers(document: Document) -> list[Answer]:
    if document.act == Document.Answer.ACCEPT:
        return [Answer(Act.Kind.ACCEPT, _("Akkoord")), Answer(Act.Kind.DECLINE, _("Niet akkoord"))]
    return [Answer(Act.Kind.ACKNOWLEDGE, _("Gezien")), Answer(LATER, _("Later"))]


def list_open_versions(request: HttpRequest) -> list[Version]:
    """What is due from this person and was not put off since they logged in. One query."""
    postponed = request.session.get(POSTPONED, [])
    return [version for version in list_due_versions(request.user) if version.pk not in postponed]


def put_question(user: Any, version: Version, language: str) -> Question:
    """The question with the difference from the words this person agreed to last, in the language of the page."""
    text = version.find_text(language)
    agreed = find_last_agreed_text(user, version.document)
    former = agreed and agreed.version.find_text(text.language)
    answers = list_answers(version.document)
    return Question(
        version=version,
        text=text,
        agreed_text=agreed,
        difference=compare_texts(former, text) if former else [],
        answers=answers,
        token=issue_token(text=text, wording=" / ".join(answer.wording for answer in answers), place=Act.Place.REVIEW),
    )


def postpone(request: HttpRequest, version: Version) -> None:
    request.session[POSTPONED] = [*request.session.get(POSTPONED, []), version.pk]
