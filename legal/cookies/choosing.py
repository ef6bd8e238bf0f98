"""Writing down that somebody chose."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from legal.statements.entries import commit_to_person
from legal.statements.models.acts import SALT_LENGTH

from .asking import Question
from .consent import Verdicts, write_verdict
from .models import ChoicePerson, CookieChoice, ShownWording
from .purposes import hash_text


@transaction.atomic
def record_choice(
    *,
    question: Question,
    answers: dict[str, bool],
    wording: str,
    before: Verdicts,
    newest: CookieChoice | None,
    user: Any,
) -> CookieChoice | None:
    """One row for what somebody chose about the purposes in `answers`. Choosing the same again adds nothing.

    `before` is what the server read from this browser, `newest` the choice on record under its number: what is not in
    there, nobody proves to have chosen, and it is chosen now. `user` is whoever asks, logged in or not.
    """
    answered = question.keep(answers).purposes
    written = {one.text.group: write_verdict(answers[one.text.group], one.fingerprint) for one in answered}
    proven = newest.answers if newest else {}
    changes = [
        (None if before[group] is answer else before[group], answer)
        for group, answer in answers.items()
        if before[group] is not answer or proven.get(group) != written[group]
    ]
    if not changes:
        return None
    shown, _ = ShownWording.objects.get_or_create(id=hash_text(wording), defaults={"text": wording})
    now = timezone.now().replace(microsecond=0)
    language = get_language() or ""
    choice = CookieChoice(act=name_act(changes), answers=written, language=language, wording=shown, chosen_at=now)
    save_for(user, choice)
    return choice


def save_for(user: Any, choice: CookieChoice) -> None:
    """An account that is being deleted at this moment comes first, and then this is a choice of nobody."""
    person = get_user_model().objects.select_for_update().filter(pk=user.pk).first() if user.pk else None
    salt = secrets.token_bytes(SALT_LENGTH)
    choice.commitment = commit_to_person(salt, person.pk, choice.id) if person else ""
    choice.save(force_insert=True)
    if person:
        ChoicePerson.objects.create(choice=choice, user=person, salt=salt)


def name_act(changes: Iterable[tuple[bool | None, bool]]) -> CookieChoice.Act:
    """`changes` are the answers that became others, each with what it was; None where nothing was chosen."""
    was, is_now = (set(verdicts) for verdicts in zip(*changes, strict=True))
    if was == {None}:
        return CookieChoice.Act.CONSENT if True in is_now else CookieChoice.Act.DECLINE
    return CookieChoice.Act.WITHDRAW if is_now == {False} else CookieChoice.Act.CHANGE
