"""What people do on a legal text: accept, acknowledge, decline, consent, withdraw, on the words they were shown."""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core import signing
from django.db import transaction
from django.utils import timezone

from legal.ledger.recording import append_leaf

from ..entries import commit_to_person, encode_act
from ..models import Act, ActSubject, Document, VersionText
from ..models.acts import SALT_LENGTH

TOKEN_SALT = "statements.shown"  # noqa: S105 (a purpose, not a secret)
TOKEN_LIFETIME = timedelta(days=1)
FITTING_ACTS = {
    Document.Answer.ACCEPT: {Act.Kind.ACCEPT, Act.Kind.DECLINE},
    Document.Answer.ACKNOWLEDGE: {Act.Kind.ACKNOWLEDGE},
    Document.Answer.CONSENT: {Act.Kind.CONSENT, Act.Kind.DECLINE, Act.Kind.WITHDRAW},
    Document.Answer.NONE: set(),
}


class BrokenToken(ValueError):
    """The form says that words were shown which this site never showed."""


class StaleToken(Exception):
    """Since the words were shown, a newer version took effect, the document ended or a day passed.

    `text` is what to show before asking again, `shown` what the form said.
    """

    def __init__(self, text: VersionText, shown: ShownText) -> None:
        super().__init__(str(text))
        self.text, self.shown = text, shown


class UnfittingAct(ValueError):
    """This document does not ask for such an act."""


@dataclass(frozen=True)
class ShownText:
    """What a form showed, and where: the text, the words beside the button or box, and the answers it offered."""

    text: VersionText
    wording: str
    place: str
    answers: frozenset[str]

    def check_answer(self, answer: str) -> None:
        """Raises `BrokenToken` for an answer whose button was not there."""
        if answer not in self.answers:
            raise BrokenToken("no such answer was offered")


def issue_token(*, text: VersionText, wording: str, answers: Iterable[str], place: str, user: Any = None) -> str:
    """A signed value for a form that shows this text: one of these answers will be recorded on these words.

    It is worth nothing at another place, where other words stood beside the button, nor to another person than
    `user`. Who signs up is nobody yet.
    """
    content = [text.pk, text.sha256, wording, sorted(answers), number_person(user)]
    return signing.dumps(content, salt=f"{TOKEN_SALT}.{place}")


def number_person(user: Any) -> int | None:
    return None if user is None else user.pk


def read_token(token: str, *, kind: str, place: str, user: Any = None) -> ShownText:
    """What was shown to `user` for the document of this kind.

    Raises `BrokenToken` when it was forged, belongs to another document, place or person, or names a text that does
    not apply yet; `StaleToken` when it is too late.
    """
    try:
        number, sha256, wording, answers, person = signing.loads(token, salt=f"{TOKEN_SALT}.{place}")
        text = VersionText.objects.select_related("version__document").get(pk=number, sha256=sha256)
        shown = ShownText(text, wording, place, frozenset(answers))
    except (signing.BadSignature, VersionText.DoesNotExist, ValueError, TypeError) as error:
        raise BrokenToken("unknown text") from error
    if text.version.document.kind != kind or person != number_person(user):
        raise BrokenToken("another document or person")
    refuse_stale(shown, is_expired(token, place))
    return shown


def refuse_stale(shown: ShownText, is_late: bool) -> None:
    version = shown.text.version
    in_force = version.document.versions.in_force().first()
    if in_force is None:
        raise StaleToken(shown.text, shown)
    if in_force.number < version.number:
        raise BrokenToken("not in force yet")
    if in_force.number > version.number or is_late:
        raise StaleToken(in_force.find_text(shown.text.language), shown)


def is_expired(token: str, place: str) -> bool:
    try:
        signing.loads(token, salt=f"{TOKEN_SALT}.{place}", max_age=TOKEN_LIFETIME)
    except signing.SignatureExpired:
        return True
    return False


def record_act(*, user: Any, shown: ShownText, kind: str, actor: Any = None, reason: str = "") -> Act:
    """Put the act on record, once: doing the same again gives the row that is there. Changing one's mind adds a row.

    `actor` is the colleague who acts for the person, with the reason. Whoever builds impersonation passes the
    colleague behind it too: the record then names who really did it, and never the person alone.
    Raises `BrokenToken` when the form did not offer this answer, `UnfittingAct` when the document does not ask for
    such an act, or there is no consent to withdraw.
    """
    version = shown.text.version
    if kind not in FITTING_ACTS[Document.Answer(version.document.act)]:
        raise UnfittingAct(f"{version.document.kind} knows no {kind}")
    shown.check_answer(kind)
    with transaction.atomic():
        get_user_model().objects.select_for_update().get(pk=user.pk)  # two clicks of one person queue here
        last = Act.objects.of(user).on(version.document).newest_first().select_related("text").without_words().first()
        if last and last.kind == kind and last.text.version_id == version.pk:
            return last
        if kind == Act.Kind.WITHDRAW and (last is None or last.kind != Act.Kind.CONSENT):
            raise UnfittingAct("there is no consent to withdraw")
        return write_act(user, shown, kind, number_person(actor), reason)


def write_act(user: Any, shown: ShownText, kind: str, actor: int | None, reason: str) -> Act:
    salt, entry = secrets.token_bytes(SALT_LENGTH), uuid.uuid4()
    act = Act(
        entry=entry,
        kind=kind,
        text=shown.text,
        wording=shown.wording,
        place=shown.place,
        recorded_at=timezone.now().replace(microsecond=0),
        commitment=commit_to_person(salt, user.pk, entry, actor, reason),
    )
    facts = (act.kind, act.recorded_at, act.commitment, act.entry, act.place, act.wording)
    act.leaf = append_leaf(kind="act", entry=encode_act(*facts, shown.text.sha256, shown.text.leaf_id))
    act.save(force_insert=True)
    ActSubject.objects.create(act=act, text=shown.text, user=user, salt=salt, actor=actor, reason=reason)
    return act
