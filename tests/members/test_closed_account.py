"""What is left of somebody whose account is gone: acts without a name, and nothing that names them."""

import pytest
from wagtail.models import ModelLogEntry

from legal.statements.models import Act, ActSubject
from members.accounts.models import User
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.visiting import Client

pytestmark = pytest.mark.django_db


def test_the_log_of_the_admin_does_not_name_a_removed_member(client: Client) -> None:
    owner = make_person("olga@voorbeeld.example")
    owner.is_superuser = True
    owner.save()
    gone = make_person("vera@voorbeeld.example")
    answer(gone, publish_version("privacy"))
    client.force_login(owner)
    assert client.post(f"/admin/users/delete/{gone.pk}/").status_code == 302
    assert not User.objects.filter(pk=gone.pk).exists()
    assert [entry.label for entry in ModelLogEntry.objects.filter(action="wagtail.delete")] == [f"account {gone.pk}"]
    assert (Act.objects.count(), ActSubject.objects.count()) == (1, 0)
