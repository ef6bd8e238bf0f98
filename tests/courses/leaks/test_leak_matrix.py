"""What is gated appears nowhere for who may not see it: every gated text × every address × every kind of reader."""

import pytest
from django.conf import settings

from .canaries import EDITOR, MEMBER, OWNER, PEOPLE, GatedSite
from .gated_site import make_gated_site
from .named_surfaces import COVERED, NOT_HERE
from .people import seat_readers
from .reading import find_kept_by_caches, find_leaks, read_all, read_site
from .surfaces import find_unclassified, list_addresses

pytestmark = pytest.mark.django_db


def read_as_everybody(site: GatedSite) -> dict[str, dict[str, str]]:
    """What each of them reads at all addresses that any of them is led to."""
    clients, addresses = seat_readers(site), list_addresses(site)
    found = {name: read_site(clients[name], addresses) for name in (EDITOR, MEMBER, OWNER)}
    everywhere = sorted({address for pages in found.values() for address in pages})
    return {
        name: found.get(name, {}) | read_all(client, everywhere, found.get(name)) for name, client in clients.items()
    }


def test_every_address_and_page_type_is_in_the_matrix() -> None:
    assert find_unclassified() == set()


def test_every_place_where_others_leaked_is_read_or_is_not_here() -> None:
    files = {name for names in COVERED.values() for name in names}
    assert {name for name in files if not (settings.REPOSITORY / name).is_file()} == set()
    assert [name for name, is_here in NOT_HERE.items() if is_here()] == []


def test_nobody_comes_across_what_they_may_not_see() -> None:
    site = make_gated_site()
    read = read_as_everybody(site)
    assert {name: find_leaks(read[name], site.find_forbidden(name)) for name in PEOPLE} == dict.fromkeys(PEOPLE, [])
    seen = {name: {word for word in site.find_allowed(name) if find_leaks(read[name], [word])} for name in PEOPLE}
    assert seen == {name: site.find_allowed(name) for name in PEOPLE}, "what somebody may read is to be found too"
    kept = {name: find_kept_by_caches(read[name], site.find_private()) for name in PEOPLE}
    assert kept == dict.fromkeys(PEOPLE, []), "no cache may keep what is not for everybody"
