"""Putting a version before a member: what to show, what may be answered, what was put off, and what is to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from ..archive.differences import ComparedLine, compare_texts
from ..languages import read_language
from ..models import Document, Version, VersionText
from .accepting import issue_token
from .answered import may_owe_an_answer
from .answers import Answer, join_wordings
from .asking import find_last_agreed_version, list_unanswered_versions, name_versions

# Keys of the session: versions that this log-in will not be asked about, or told of, again.
POSTPONED = "postponed_versions"
DISMISSED = "dismissed_versions"


@dataclass(frozen=True)
class Question:
    version: Version
    text: VersionText
    agreed_text: VersionText | None
    difference: list[ComparedLine]
    answers: list[Answer]
    token: str

    @property
    def weighs_the_same(self) -> bool:
        """Consent: the answers must look alike."""
        return self.version.document.act == Document.Answer.CONSENT


def read_unanswered_versions(request: HttpRequest) -> list[Version]:
    """What this member is asked or will be, asked once for a whole page. Ask only after what the request records."""
    if not hasattr(request, "unanswered_versions"):
        request.unanswered_versions = find_unanswered_versions(request) if may_owe_an_answer(request) else []  # type: ignore[attr-defined]
    return request.unanswered_versions  # type: ignore[attr-defined]


def find_unanswered_versions(request: HttpRequest) -> list[Version]:
    return list(name_versions(list_unanswered_versions(request.user), request.user, read_language()))


def list_open_versions(request: HttpRequest) -> list[Version]:
    """What is due from this person and was not put off since they logged in."""
    return list_remaining(request, POSTPONED, is_due=True)


def list_announced_versions(request: HttpRequest) -> list[Version]:
    """What this person will be asked from a later day, and did not put away since they logged in."""
    return list_remaining(request, DISMISSED, is_due=False)


def list_remaining(request: HttpRequest, key: str, *, is_due: bool) -> list[Version]:
    today, gone = timezone.localdate(), request.session.get(key, [])
    versions = read_unanswered_versions(request)
    return [version for version in versions if (version.effective_from <= today) is is_due and version.pk not in gone]


def put_question(*, user: Any, version: Version, answers: list[Answer], place: str) -> Question:
    """The question with the difference from the words this person agreed to last, in the language of the page."""
    text = version.find_text(read_language())
    agreed = find_last_agreed_version(user, version.document)
    former = agreed.find_text(text.language) if agreed and agreed != version else None
    return Question(
        version=version,
        text=text,
        agreed_text=former,
        difference=compare_texts(former, text) if former else [],
        answers=answers,
        token=issue_token(
            text=text,
            wording=join_wordings(answers),
            answers=[answer.value for answer in answers],
            place=place,
            user=user,
        ),
    )


def set_aside(request: HttpRequest, key: str, version: Version) -> None:
    """Until the next log-in."""
    if version.pk not in (aside := request.session.get(key, [])):
        request.session[key] = [*aside, version.pk]
