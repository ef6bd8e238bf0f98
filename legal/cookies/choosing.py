"""Writing down that somebody chose."""

from django.db import transaction
from django.utils import timezone

from .asking import Question
from .models import CookieChoice, ShownWording
from .purposes import hash_text


@transaction.atomic
def record_choices(
    *, question: Question, is_accepted: bool, before: dict[str, bool | None], language: str
) -> list[CookieChoice]:
    """One row for each purpose on which the choice is new. Choosing the same again adds nothing."""
    now = timezone.now().replace(microsecond=0)
    choices = []
    for purpose in question.purposes:
        verdict = before[purpose.text.group]
        if verdict is is_accepted:
            continue
        wording, _ = ShownWording.objects.get_or_create(
            id=hash_text(purpose.wording), defaults={"text": purpose.wording}
        )
        choices.append(
            CookieChoice.objects.create(
                group=purpose.text.group,
                act=_name_act(is_accepted, verdict),
                fingerprint=purpose.fingerprint,
                language=language,
                wording=wording,
                chosen_at=now,
            )
        )
    return choices


def _name_act(is_accepted: bool, before: bool | None) -> CookieChoice.Act:
    if is_accepted:
        return CookieChoice.Act.CONSENT
    return CookieChoice.Act.WITHDRAW if before else CookieChoice.Act.DECLINE
