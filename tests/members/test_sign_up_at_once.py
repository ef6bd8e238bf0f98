"""Two people with one address, and a ledger that refuses: an account never stands without its acts."""

from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import DatabaseError, connection

from legal.ledger.models import Leaf
from legal.ledger.verifying import verify
from legal.statements.models import Act
from members.accounts.models import User
from tests.factories.accounts import NEWCOMER, TICKED, make_member, open_sign_up, sign_up
from tests.factories.statements import answer, publish_version
from tests.same_moment import run_at_once
from tests.visiting import Client

ADDRESS = "/account/signup/"


def publish_both() -> None:
    publish_version("privacy")
    publish_version("terms", "Betaal op tijd.")


@pytest.mark.django_db(transaction=True)
def test_two_newcomers_with_one_address_at_the_same_moment_get_one_account() -> None:
    publish_both()
    visitors = [Client() for _ in range(2)]
    forms = [open_sign_up(visitor) | NEWCOMER | TICKED for visitor in visitors]
    acts = [partial(visitor.post, ADDRESS, form) for visitor, form in zip(visitors, forms, strict=True)]
    answers = run_at_once(acts)
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/account/confirm-email/")] * 2
    assert (User.objects.count(), EmailAddress.objects.count(), Act.objects.count()) == (1, 1, 2)
    assert verify().faults == []


@pytest.mark.django_db(transaction=True)
def test_eight_newcomers_at_the_same_moment_each_get_an_account() -> None:
    publish_both()
    visitors = [Client() for _ in range(8)]
    forms = [open_sign_up(visitor) | NEWCOMER | TICKED for visitor in visitors]
    acts = [
        partial(visitor.post, ADDRESS, form | {"email": f"noor{number}@voorbeeld.example"})
        for number, (visitor, form) in enumerate(zip(visitors, forms, strict=True))
    ]
    assert [response.status_code for response in run_at_once(acts)] == [302] * 8
    assert (User.objects.count(), Act.objects.count(), len(mail.outbox)) == (8, 16, 8)
    assert verify().faults == []


def set_back_the_counter_of_leaves() -> None:
    """As after a restore that forgot the counters: the next number is one that is taken, or there is none left."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval('ledger_leaf_id_seq', %s, false)", [Leaf.objects.latest("pk").pk])
        else:
            cursor.execute("UPDATE sqlite_sequence SET seq = %s WHERE name = 'ledger_leaf'", [2**63 - 1])


@pytest.mark.django_db
def test_when_the_ledger_refuses_an_act_there_is_no_account_and_no_mail_that_says_so(client: Client) -> None:
    publish_both()
    answer(make_member(), publish_version("privacy", "Wij bewaren je naam en je adres."))
    shown = open_sign_up(client)
    set_back_the_counter_of_leaves()
    with pytest.raises(DatabaseError):
        client.post(ADDRESS, shown | NEWCOMER | TICKED)
    assert not User.objects.filter(email=NEWCOMER["email"]).exists()
    assert not EmailAddress.objects.filter(email=NEWCOMER["email"]).exists()
    assert Act.objects.count() == 1
    assert mail.outbox == []


@pytest.mark.django_db(transaction=True)
def test_a_newer_text_published_at_the_same_moment_never_leaves_an_account_without_an_answer() -> None:
    publish_both()
    visitors = [Client() for _ in range(4)]
    forms = [open_sign_up(visitor) | NEWCOMER | TICKED for visitor in visitors]
    acts = [
        partial(visitor.post, ADDRESS, form | {"email": f"noor{number}@voorbeeld.example"})
        for number, (visitor, form) in enumerate(zip(visitors, forms, strict=True))
    ]
    *answers, _ = run_at_once([*acts, partial(publish_version, "privacy", "Wij bewaren je naam en je adres.")])
    made = User.objects.count()
    assert sorted(response.status_code for response in answers) == [302] * made + [422] * (4 - made)
    assert Act.objects.filter(kind="acknowledge").count() == made
    assert Act.objects.filter(kind="accept").count() == made
    assert verify().faults == []


@pytest.mark.django_db
def test_a_visitor_who_tries_again_and_again_is_asked_to_wait(client: Client) -> None:
    answers = [sign_up(client, email="geen adres").status_code for _ in range(20)]
    assert answers == [422] * 20
    response = client.post(ADDRESS, NEWCOMER)
    assert response.status_code == 429
    assert "Even wachten" in response.content.decode()
    assert not User.objects.exists()
