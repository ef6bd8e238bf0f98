"""The demo's people. One password for all and one authenticator key for the staff, kept outside the database, and only
for the demo settings.
"""

import base64
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.crypto import get_random_string

from courses.models import CoursePage
from legal.statements.acts.accepting import ShownText, record_act
from legal.statements.acts.asking import list_texts_to_agree
from legal.statements.models import Act
from members.accounts.forms import word_agreement
from members.accounts.models import AuthenticatorApp, User
from members.accounts.models.authenticator import make_key, write_key
from members.membership.models import Grant

DOMAIN = "werkflippen.example"
LEGIBLE = "abcdefghjkmnpqrstuvwxyz23456789"
STAFF = {
    "owner": "Owners",
    "editor": "Editors",
    "legal": "Legal",
    "support": "Support",
    "finance": "Finance",
    "moderator": "Moderators",
}
PEOPLE = {
    "owner": ("Olga", "Oever"),
    "editor": ("Eddie", "Eik"),
    "legal": ("Lena", "Linde"),
    "support": ("Sam", "Spar"),
    "finance": ("Fred", "Fijnspar"),
    "moderator": ("Mo", "Meelbes"),
    "member": ("Meike", "Meidoorn"),
    "course": ("Cas", "Ceder"),
    "lapsed": ("Vera", "Vlier"),
    "free": ("Fien", "Foelie"),
}


def read_password() -> str:
    """The one password of the demo, made when it is first asked for."""
    return keep(settings.DEMO_PASSWORD_FILE, lambda: f"flip-{get_random_string(10, LEGIBLE)}")


def read_authenticator_key() -> bytes:
    """The one key of the authenticator apps of the demo's staff, made when it is first asked for; in base32 in its
    file, so that people and tests can enter it in an app of their own.
    """
    return base64.b32decode(keep(settings.DEMO_AUTHENTICATOR_FILE, lambda: write_key(make_key())))


def keep(path: Path, make: Callable[[], str]) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(make(), encoding="utf-8")
        path.chmod(0o600)
    return path.read_text(encoding="utf-8").strip()


def make_people() -> None:
    password = read_password()
    for name, (first_name, last_name) in PEOPLE.items():
        user = User(email=f"{name}@{DOMAIN}", first_name=first_name, last_name=last_name)
        user.set_password(password)
        user.save()
        EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)
        if name in STAFF:
            make_colleague(user, STAFF[name])


def make_colleague(user: User, group: str) -> None:
    """Owners are in no group. Whoever works here has an authenticator app."""
    if group:
        user.groups.add(Group.objects.get(name=group))
    app = AuthenticatorApp(user=user, name="Demo")
    app.set_key(read_authenticator_key())
    app.save()


def agree_to_first_versions() -> None:
    """As if they had signed up then: the record names the texts that were in force."""
    for user in User.objects.filter(email__endswith=f"@{DOMAIN}"):
        for text in list_texts_to_agree("nl"):
            wording, act = word_agreement(text)
            record_act(user=user, shown=ShownText(text, wording, Act.Place.DEMO, frozenset({act})), kind=act)


def give_grants() -> None:
    now, owner = timezone.now(), User.objects.get(email=f"owner@{DOMAIN}")
    course = CoursePage.objects.filter(locale__language_code="nl").earliest("path")
    for name, key, start, end in (
        ("member", None, now - timedelta(days=30), None),
        ("course", course.translation_key, now - timedelta(days=30), None),
        ("lapsed", None, now - timedelta(days=400), now - timedelta(days=35)),
    ):
        user = User.objects.get(email=f"{name}@{DOMAIN}")
        Grant.objects.create(user=user, course=key, starts_at=start, ends_at=end, granted_by=owner, note="Demo")
