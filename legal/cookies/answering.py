"""What follows when somebody answers: it is on record, their browser knows it, and the cookies they refuse go."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase

from .asking import Question
from .choosing import record_choice
from .consent import delete_cookies, find_choice, read_number, read_verdicts, remember_choice
from .purposes import Purpose


def carry_out(
    request: HttpRequest,
    response: HttpResponseBase,
    *,
    optional: tuple[Purpose, ...],
    question: Question,
    answers: dict[str, bool],
    wording: str,
    is_recorded: bool = True,
) -> None:
    """What they chose about purposes that are not in `answers` stays as it was. An answer that is not recorded holds
    all the same, and this browser goes on under the number of the choice before it.
    """
    before = read_verdicts(request, optional)
    choice = None
    if is_recorded:
        newest, user = find_choice(request), request.user
        choice = record_choice(
            question=question, answers=answers, wording=wording, before=before, newest=newest, user=user
        )
    number = choice.pk if choice else read_number(request)
    remember_choice(response, optional=optional, verdicts={**before, **answers}, number=number)
    delete_cookies(response, tuple(purpose for purpose in optional if answers.get(purpose.group) is False))
