"""What is gated appears nowhere for who may not see it: every gated text × every address × every kind of reader."""

import pytest
from django.core import mail

from .canaries import PEOPLE, make_gated_site
from .people import seat_readers
from .reading import find_leaks, read_site
from .surfaces import find_unclassified, list_addresses

pytestmark = pytest.mark.django_db


def test_every_address_and_page_type_is_in_the_matrix() -> None:
    assert find_unclassified() == set()


@pytest.mark.parametrize("person", PEOPLE)
def test_nobody_comes_across_what_they_may_not_see(person: str) -> None:
    site = make_gated_site()
    pages = read_site(seat_readers(site)[person], list_addresses(site))
    assert find_leaks(pages, site.find_forbidden(person)) == []
    seen = {word for word in site.find_allowed(person) for text in pages.values() if word in text}
    assert seen == site.find_allowed(person), "what somebody may read is to be found too"
    assert not [message for message in mail.outbox if "kanarie" in str(message.message())]
