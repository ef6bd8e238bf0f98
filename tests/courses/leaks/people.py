"""Everybody who may read the site, each with a browser of their own."""

from datetime import timedelta

from django.utils import timezone

from members.accounts.models import User
from tests.factories.courses import give_access, give_membership
from tests.factories.people import make_colleague, make_person
from tests.factories.sessions import book_seat
from tests.visiting import Client

from .canaries import EDITOR, FREE, LAPSED, LEGAL, MEMBER, OWNER, VISITOR, GatedSite


def seat_readers(site: GatedSite) -> dict[str, Client]:
    clients = {}
    for name, person in make_people(site).items():
        clients[name] = Client()
        if person:
            clients[name].force_login(person)
    return clients


def make_people(site: GatedSite) -> dict[str, User | None]:
    """The member has a seat in the session, whose access ended had one, and who owns the course waits for one."""
    people = {
        VISITOR: None,
        FREE: make_person("gratis@voorbeeld.example"),
        MEMBER: make_person("lid@voorbeeld.example"),
        LAPSED: make_person("vroeger@voorbeeld.example"),
        OWNER: make_person("koper@voorbeeld.example"),
        EDITOR: make_colleague("Editors", "redactie@voorbeeld.example"),
        LEGAL: make_colleague("Legal", "juridisch@voorbeeld.example"),
    }
    now = timezone.now()
    give_membership(people[MEMBER])
    former = give_membership(people[LAPSED], starts_at=now - timedelta(days=90))
    give_access(people[OWNER], site.courses["sold"])
    for name in (MEMBER, LAPSED, OWNER):
        book_seat(people[name], site.session)
    former.ends_at = now - timedelta(days=1)
    former.save()
    return people
