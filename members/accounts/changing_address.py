"""Moving to another e-mail address: asked for, confirmed from the mail at the new address, and only then done.

Somebody must be logged in to confirm: the link alone opens no account to whoever reads the mail of a mistyped address.
"""

from __future__ import annotations

from datetime import timedelta

from allauth.account.adapter import get_adapter
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core import signing
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation

from .limits import UNASKED_MAILS
from .models import AddressChange, User

SALT = "accounts.address-change"
VALID = timedelta(days=3)


class BrokenLink(Exception):
    """Never given, used, too old, replaced by a newer one, or of another account: nobody is told which."""


def ask_for_change(*, person: User, email: str) -> AddressChange:
    """Mails a link to the new address and word of it to the present one. An earlier wish is forgotten.

    Whether the address has an account already changes nothing but the mail that its owner gets; after many of them
    it gets no more for now.
    """
    may_mail = UNASKED_MAILS.take(f"wish for an address {email}")
    with transaction.atomic():
        User.objects.select_for_update().get(pk=person.pk)  # a second click waits here
        AddressChange.objects.filter(user=person).delete()
        change = AddressChange.objects.create(user=person, email=email, asked_at=timezone.now())
        mails = get_adapter()
        if not may_mail:
            pass
        elif owner := find_owner(email, apart_from=person):
            mails.send_notification_mail("account/email/address_in_use", owner)
        else:
            link = {"link": make_link(change)}
            mails.send_notification_mail("account/email/email_change_confirm", person, link, email=email)
        mails.send_notification_mail("account/email/email_change_asked", person, {"new_email": email})
    return change


def find_owner(email: str, *, apart_from: User) -> User | None:
    return User.objects.filter(email=email).exclude(pk=apart_from.pk).first()


def make_link(change: AddressChange) -> str:
    """In the language of its owner. It holds the number of the wish, signed, and nothing about anybody."""
    with translation.override(change.user.language):
        return settings.SITE_URL + reverse("accounts:confirm_email", args=[signing.dumps(change.pk, salt=SALT)])


def read_link(token: str, *, person: User) -> AddressChange:
    """Raises BrokenLink."""
    try:
        number = signing.loads(token, salt=SALT, max_age=VALID)
    except signing.BadSignature as error:
        raise BrokenLink from error
    wish = AddressChange.objects.filter(user=person).first()
    if wish is None or wish.pk != number:
        raise BrokenLink
    return wish


def change_address(change: AddressChange) -> None:
    """Raises BrokenLink when somebody else has the address by now, or when another click came first."""
    person = change.user
    former = person.email
    try:
        with transaction.atomic():
            if not AddressChange.objects.filter(pk=change.pk).delete()[0] or find_owner(
                change.email, apart_from=person
            ):
                raise BrokenLink
            User.objects.filter(pk=person.pk).update(email=change.email)
            EmailAddress.objects.filter(user=person).delete()
            EmailAddress.objects.create(user=person, email=change.email, verified=True, primary=True)
            person.email = change.email
            addresses = {"old_email": former, "new_email": change.email}
            for name, email in (("email_changed", former), ("email_changed_here", change.email)):
                get_adapter().send_notification_mail(f"account/email/{name}", person, addresses, email=email)
    except IntegrityError as error:
        raise BrokenLink from error


def forget_wish(sender: object, user: User, **more: object) -> None:
    """Receives allauth's signals about passwords: whoever asked for the address may have known the former one."""
    AddressChange.objects.filter(user=user).delete()


def forget_old_wishes() -> None:
    AddressChange.objects.filter(asked_at__lt=timezone.now() - VALID).delete()
