"""Access that follows from an order: helpers see where it came from, and change it nowhere but at the order."""

from uuid import uuid4

import pytest

from members.membership.models import Grant
from tests.factories.courses import give_membership
from tests.factories.people import make_colleague, make_person, make_support
from tests.visiting import Client

from .offer_form import read

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

LIST = "/admin/toegang/results/"


def test_support_sees_where_access_came_from_and_finds_it_by_that(client: Client) -> None:
    client.force_login(make_support())
    give_membership(make_person("een@voorbeeld.example"))
    bought = give_membership(make_person("twee@voorbeeld.example"))
    bought.source, bought.origin = Grant.Source.GIFT, uuid4()
    bought.save()
    page = read(client.get(LIST))
    assert "Gegeven door een medewerker" in page
    assert "Cadeau" in page
    assert "een@" not in read(client.get(LIST + "?source=gift"))
    assert "twee@" in read(client.get(LIST + "?source=gift"))
    assert client.get(LIST + "?source=niets").status_code == 200
    form = read(client.get(f"/admin/toegang/edit/{bought.pk}/"))
    assert f"Cadeau ({bought.origin})" in form


@pytest.mark.parametrize(
    "changes", [{"ends_now": "on"}, {"last_day": "2026-12-31"}, {"note": "Anders"}, {"origin": "", "source": "staff"}]
)
@pytest.mark.parametrize("who", ["support", "owner", "superuser"])
def test_what_follows_from_an_order_is_not_changed_by_hand(client, who, changes):
    people = {"support": make_support, "owner": lambda: make_colleague("Owners")}
    client.force_login(people.get(who, lambda: make_person("baas@voorbeeld.example", is_superuser=True))())
    grant = give_membership(make_person())
    grant.source, grant.origin, grant.part = Grant.Source.MEMBERSHIP, uuid4(), "2026-11"
    grant.save()
    before = Grant.objects.values().get()
    form = read(client.get(f"/admin/toegang/edit/{grant.pk}/"))
    assert "Deze toegang volgt uit de betalingen." in form
    assert "Save" not in form and "Opslaan" not in form
    response = client.post(f"/admin/toegang/edit/{grant.pk}/", {"last_day": "", "note": grant.note} | changes)
    assert response.status_code == 200
    assert "Beëindig de bestelling; dan eindigt dit vanzelf." in read(response)
    assert Grant.objects.values().get() == before
