"""The screen with the button: what it shows, what pressing it records, and what nobody gets past it."""

from datetime import date
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from legal.statements.models import Act
from members.billing.models import Charge, Coupon, Declaration, MoneyEntry, Order, Payment
from members.billing.sandbox.running import Sandbox
from members.membership.models import Offer, OfferPrice
from tests.factories.courses import make_course
from tests.factories.offers import make_membership, sell
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.members.billing.checkout.newcomers import fill_in
from tests.members.billing.shopping import DETAILS, enter, order, press_button
from tests.page_forms import read_form
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("with_mails"), pytest.mark.one_database]
CHANGED = "Er is intussen iets veranderd."


@pytest.fixture
def buyer(client: Client) -> Client:
    client.force_login(make_person())
    return client


def publish_answered(client: Client, *texts: str) -> None:
    """Published, and answered by this member: who has not is asked that first."""
    versions = [publish_version("privacy"), publish_version("terms", *texts)]
    for version, kind in zip(versions, (Act.Kind.ACKNOWLEDGE, Act.Kind.ACCEPT), strict=True):
        answer(client.person, version, kind)


def make_free_offer() -> Offer:
    return make_membership(cents=0)


def test_it_says_what_it_costs_what_renews_when_and_how_one_may_reconsider(buyer: Client) -> None:
    publish_answered(buyer, "Betaal op tijd.")
    make_membership(period="year", cents=19000)
    page = buyer.get(enter(buyer, "lid-year")).content.decode()
    for words in (
        "€\u00a0190 (inclusief btw)",
        "Daarna wordt het steeds met een jaar verlengd, voor €\u00a0190 per jaar",
        "Je hebt 14 dagen bedenktijd",
        'href="/herroepen/"',
        "Met de knop hieronder ga je akkoord met de tekst “Voorwaarden”, versie 1.",
        'href="/voorwaarden/versies/1/"',
        'href="/privacy/versies/1/"',
        ">Bestelling met betalingsverplichting</button>",
    ):
        assert words in page, words


def test_only_pages_with_a_button_to_pay_let_a_form_lead_to_the_provider(buyer: Client, provider: Sandbox) -> None:
    publish_answered(buyer)
    course = make_course()
    sell(course)
    check = enter(buyer, course.slug)
    order(buyer, course.slug, waiver="on", parent="on")
    outcome = reverse("billing:outcome", args=[Order.objects.get(placed_at__isnull=False).key])
    for path in (check, outcome, "/account/lidmaatschap/"):
        response = buyer.get(path, follow=True)
        assert f"form-action 'self' {settings.CHECKOUT_ORIGINS[0]};" in response["Content-Security-Policy"] + ";", path
        assert 'method="post"' in response.content.decode(), path
    for path in ("/", "/lid-worden/", "/account/"):
        assert "form-action 'self';" in buyer.get(path)["Content-Security-Policy"] + ";"


def test_what_is_declared_is_on_record_in_its_words(buyer: Client, provider: Sandbox) -> None:
    publish_answered(buyer, "Betaal op tijd.")
    course = make_course()
    sell(course)
    order(buyer, course.slug, waiver="on", parent="on")
    words = dict(Declaration.objects.values_list("kind", "wording"))
    assert words.keys() == {"obligation", "terms", "waiver", "parent"}
    assert words["obligation"] == "Bestelling met betalingsverplichting"
    assert words["terms"] == "Met de knop hieronder ga je akkoord met de tekst “Voorwaarden”, versie 1."
    assert words["waiver"].endswith("Ik weet dat ik mijn bestelling dan niet meer kan herroepen.")
    assert words["parent"].startswith("Een kind van mij leert met dit account.")


def test_who_reads_english_declares_in_english(buyer: Client, provider: Sandbox) -> None:
    make_membership()
    check = buyer.post("/en/bestellen/lid-month/", DETAILS)["Location"]
    press_button(buyer, check, start_now="on")
    declared = Declaration.objects.get(kind="start_now")
    assert declared.language == "en"
    assert declared.wording.startswith("I want")


def test_who_has_nothing_to_pay_is_not_obliged_to_pay(buyer: Client) -> None:
    make_free_offer()
    check = enter(buyer, "lid-month")
    page = buyer.get(check).content.decode()
    assert ">Bestelling plaatsen</button>" in page
    assert "betalingsverplichting" not in page
    assert press_button(buyer, check)["Location"].endswith("/betaald/")
    assert not Declaration.objects.filter(kind="obligation").exists()


def test_a_company_has_no_time_to_reconsider_and_is_told_so(buyer: Client, provider: Sandbox) -> None:
    make_membership()
    place = {"street": "Dorpsstraat 1", "postal_code": "1234 AB", "city": "Ons Dorp"}
    check = enter(buyer, "lid-month", company="Voorbeeld B.V.", **place)
    assert "Je bestelt voor een bedrijf." in buyer.get(check).content.decode()
    assert press_button(buyer, check).status_code == 303
    assert set(Declaration.objects.values_list("kind", flat=True)) == {"obligation"}


def test_without_the_tick_that_is_needed_nothing_is_ordered(buyer: Client) -> None:
    make_membership()
    response = press_button(buyer, enter(buyer, "lid-month"))
    assert response.status_code == 422
    assert response.content.decode().count("Zet hier een vinkje.") == 2
    assert not Order.objects.placed().exists()


def test_a_price_that_changed_meanwhile_is_shown_before_anything_is_ordered(buyer: Client, provider: Sandbox) -> None:
    offer = make_membership()
    check = enter(buyer, "lid-month")
    fields = read_form(buyer.get(check), None).fields
    OfferPrice.objects.create(offer=offer, cents=2900, valid_from=timezone.localdate())
    response = buyer.post(check, fields | {"start_now": "on"})
    assert response.status_code == 409
    assert CHANGED in response.content.decode()
    assert "€\u00a029" in response.content.decode()
    assert not Order.objects.placed().exists()
    assert press_button(buyer, check, start_now="on").status_code == 303
    assert Charge.objects.get().cents == 2900


def test_an_offer_that_is_sold_no_longer_is_not_ordered(buyer: Client) -> None:
    offer = make_membership()
    check = enter(buyer, "lid-month")
    fields = read_form(buyer.get(check), None).fields
    Offer.objects.filter(pk=offer.pk).update(is_on_sale=False)
    response = buyer.post(check, fields | {"start_now": "on"})
    assert response.status_code == 409
    assert "niet meer te koop" in response.content.decode()
    assert not Order.objects.placed().exists()


def test_what_was_changed_in_another_window_is_not_ordered_from_the_first(buyer: Client, provider: Sandbox) -> None:
    make_membership(most_seats=10)
    check = enter(buyer, "lid-month", way="own")
    fields = read_form(buyer.get(check), None).fields
    buyer.post(check.replace("controle", "gegevens"), DETAILS | {"way": "team", "quantity": "5"})
    response = buyer.post(check, fields | {"start_now": "on"})
    assert (response.status_code, CHANGED in response.content.decode()) == (409, True)
    assert not Order.objects.placed().exists()


def test_new_terms_since_the_screen_was_shown_are_shown_first(client: Client) -> None:
    publish_version("terms", "Betaal op tijd.")
    make_membership()
    check = fill_in(client)["Location"]
    fields = read_form(client.get(check), None).fields
    publish_version("terms", "Betaal veel eerder.")
    response = client.post(check, fields | {"start_now": "on"})
    assert response.status_code == 409
    assert "versie 2" in response.content.decode()


def test_two_windows_hold_two_drafts(buyer: Client, provider: Sandbox) -> None:
    make_membership()
    first, second = enter(buyer, "lid-month"), enter(buyer, "lid-month", city="Zwolle")
    assert first != second
    press_button(buyer, first, start_now="on")
    assert Order.objects.placed().get().buyer["city"] == ""


def test_pressing_twice_orders_once_and_pays_once(buyer: Client, provider: Sandbox) -> None:
    make_membership()
    check = enter(buyer, "lid-month")
    fields = read_form(buyer.get(check), None).fields | {"start_now": "on"}
    addresses = {buyer.post(check, fields)["Location"] for _press in range(2)}
    assert len(addresses) == len(provider.list_payments()) == Charge.objects.count() == 1
    assert buyer.get(check)["Location"].endswith("/betaald/")
    assert len(mail.outbox) == 1


@pytest.mark.parametrize(
    "forged",
    [
        {"quantity": "0"},
        {"quantity": "-1"},
        {"cents": "1", "price": "1", "unit_cents": "1"},
        {"offer": "iets-anders", "user": "1", "placed_at": "2020-01-01"},
    ],
)
def test_what_is_not_asked_changes_nothing(buyer: Client, provider: Sandbox, forged: dict[str, str]) -> None:
    make_membership()
    check = enter(buyer, "lid-month", **forged)
    press_button(buyer, check, start_now="on", **forged)
    placed = Order.objects.placed().get()
    assert (placed.way, placed.quantity, placed.cents, provider.list_payments()[0].cents) == ("own", 1, 1900, 1900)


@pytest.mark.parametrize(
    ("way", "quantity", "message"),
    [
        ("team", "1", "Vul in voor hoeveel mensen, van 2 tot en met 10."),
        ("team", "11", "Vul in voor hoeveel mensen, van 2 tot en met 10."),
        ("team", "", "Vul in voor hoeveel mensen, van 2 tot en met 10."),
        ("gift", "", "Zo is dit niet te koop."),
    ],
)
def test_a_way_or_number_that_is_not_sold_is_refused(buyer: Client, way: str, quantity: str, message: str) -> None:
    make_membership(most_seats=10)
    response = buyer.post("/bestellen/lid-month/", DETAILS | {"way": way, "quantity": quantity})
    assert response.status_code == 422
    assert message in response.content.decode()


@pytest.mark.parametrize("way", ["gift", "team", "trial", "free"])
def test_a_way_in_which_it_is_not_sold_is_refused(buyer: Client, way: str) -> None:
    make_membership()
    response = buyer.post("/bestellen/lid-month/", DETAILS | {"way": way, "quantity": "2"})
    assert response.status_code == 422
    assert "Zo is dit niet te koop." in response.content.decode()


def test_a_forged_fingerprint_orders_nothing(buyer: Client) -> None:
    make_membership()
    check = enter(buyer, "lid-month")
    assert buyer.post(check, {"start_now": "on", "shown": "0" * 32}).status_code == 409
    assert buyer.post(check, {"start_now": "on"}).status_code == 422
    assert not Order.objects.placed().exists()


def test_the_order_of_another_is_no_address_on_any_of_its_pages(buyer: Client, provider: Sandbox) -> None:
    make_membership()
    check = enter(buyer, "lid-month")
    stranger = Client()
    stranger.force_login(make_person("noor@voorbeeld.example"))
    for someone in (Client(), stranger):
        for page in ("gegevens", "controle"):
            path = check.replace("controle", page)
            assert (someone.get(path).status_code, someone.post(path, DETAILS).status_code) == (404, 404)
        assert someone.post(check.replace("controle", "betalen")).status_code == 404
    assert not Order.objects.placed().exists()


@pytest.mark.parametrize("slug", ["bestaat-niet", "lid-month'--", "..%2Fadmin"])
def test_an_offer_that_is_not_there_is_no_address(buyer: Client, slug: str) -> None:
    assert buyer.get(f"/bestellen/{slug}/").status_code == 404


def test_an_offer_of_tomorrow_is_not_sold_today(buyer: Client) -> None:
    offer = make_membership()
    OfferPrice.objects.filter(offer=offer).update(valid_from=date(2027, 1, 1))
    assert buyer.get("/bestellen/lid-month/").status_code == 404


def test_who_pays_in_one_tab_finds_it_paid_in_the_other(buyer: Client, provider: Sandbox) -> None:
    make_membership()
    first = order(buyer, "lid-month", start_now="on")
    payment = Payment.objects.get()
    pay = f"/bestellen/{payment.charge.order.key}/betalen/"
    assert buyer.post(pay)["Location"] == first  # the same, at the provider
    provider.pay(payment.provider_id, method="ideal")
    back = urlsplit(provider.list_payments()[0].redirect_url).path
    assert "je bestelling is rond" in buyer.get(back).content.decode()
    assert buyer.post(pay)["Location"] == back
    page = buyer.get(back).content.decode()
    assert "Betaal nu" not in page
    assert (len(provider.list_payments()), MoneyEntry.objects.count()) == (1, 1)


def test_what_the_screen_with_the_button_does_not_ask_changes_nothing(buyer: Client, provider: Sandbox) -> None:
    make_membership(most_seats=9)
    free = make_membership("gratis", 0)
    Coupon.objects.create(code="ALLES", percent=100)
    forged = {"way": "team", "quantity": "9", "coupon": "ALLES", "discount": "100", "offer": str(free.pk)}
    order(buyer, "lid-month", start_now="on", **forged)
    payment = Payment.objects.get()
    placed = payment.charge.order
    assert (placed.way, placed.quantity, placed.discount, placed.offer.slug) == ("own", 1, {}, "lid-month")
    assert (placed.cents, payment.cents, provider.list_payments()[0].cents) == (1900, 1900, 1900)
