"""After any change whatever, the next visitor gets what a fresh page would be; pages that it did not touch stay kept.

`make prove` makes a thousand changes; the suite a few.
"""

import os
from random import Random
from typing import Any

import pytest
from time_machine import TimeMachineFixture

from tests.home.pagecache.conftest import Committing
from tests.home.pagecache.edits import EDITS, let_time_pass, list_addresses, make_site
from tests.home.pagecache.visitors import Visitor

pytestmark = pytest.mark.django_db
NUMBER = int(os.environ.get("EDITS", "16"))
LOOKS = 5  # at other pages after each change, and as many times at the same ones before
MOST_REMADE = 0.05  # of pages that say the same after somebody published another
ENOUGH = 500  # looks at such pages, for a ratio to mean something


def read(visitor: Visitor, address: str) -> tuple[int, bytes, str]:
    response = visitor.get(address)
    return response.status_code, response.content, response.get("Location", "")


def test_no_edit_leaves_an_old_page(settings: Any, committing: Committing, time_machine: TimeMachineFixture) -> None:
    make_site(courses=20 if NUMBER > 100 else 4)
    keeping, fresh = Visitor(), Visitor()
    keeping.get("/healthz")
    settings.PAGE_CACHE_BYTES = 0
    fresh.get("/healthz")  # a site that keeps nothing
    seed = int(os.environ.get("SEED", Random().randrange(10**6)))  # noqa: S311 (choices, not secrets)
    random = Random(seed)  # noqa: S311
    untouched = remade = 0
    for number in range(NUMBER):
        addresses = random.sample(list_addresses(), LOOKS)
        before = {address: read(keeping, address) for address in addresses}
        name = random.choice([*sorted(EDITS), *["publish_any_page"] * (len(EDITS) // 2)])
        time_machine.shift(let_time_pass(random) if name != "publish_any_page" and random.random() < 0.2 else 0)
        with committing():
            EDITS[name](random, f"w{number}")
        for address in addresses:
            was_kept = keeping.gets_kept(address)
            now = read(keeping, address)
            assert now == read(fresh, address), (seed, number, name, address)
            if name == "publish_any_page" and now == before[address] and now[0] == 200:
                untouched, remade = untouched + 1, remade + (not was_kept)
    assert untouched < ENOUGH or remade <= MOST_REMADE * untouched, (seed, remade, untouched)
