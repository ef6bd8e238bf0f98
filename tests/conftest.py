"""What every test starts from: a migrated database with its triggers, empty caches, a closed network.

The network is closed by pytest-socket (see `addopts` in pyproject.toml): loopback and unix sockets only.

Append-only tables and tests with real transactions. The migrations install triggers that refuse UPDATE, DELETE and
TRUNCATE, and ordinary tests run with them: such a test is rolled back, which no trigger sees. A test with
`django_db(transaction=True)` (threads, on_commit across connections) ends in Django's flush instead, which the triggers
would refuse, and which also removes the rows that migrations made (Wagtail's root page, locale and site, our own front
page). So for those tests, and only for those:

* pytest-django orders them last, after all tests that are rolled back;
* the rows of the migrations are kept aside before the first of them, and put back when each begins. Django's
  `serialized_rollback` does that row by row, which took half a second each time; it is added to each test all the
  same, with nothing to put back, as only then the flush leaves out what `migrate` does at its end;
* the triggers are installed when it begins and taken away just before its flush.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from django.core.cache import caches
from django.db import connection
from django.utils import translation
from pytest_django import DjangoDbBlocker
from time_machine import TimeMachineFixture

from legal.ledger import append_only
from members.accounts.models import User
from tests.copying import copy_sqlite
from tests.migrated_rows import MigratedRows
from tests.module_rows import MONDAY_AT_NOON
from tests.visiting import Client

pytest_plugins = ["tests.speed"]

# By default Hypothesis also fails a test that took long, which on a busy machine happens once and not again. Here it
# measures no time, and a test that fails prints how to run just that example again.
hypothesis.settings.register_profile(
    "unhurried",
    deadline=None,
    print_blob=True,
    # That a fixture lasts for all examples is what we want: they ask the same site.
    suppress_health_check=[hypothesis.HealthCheck.too_slow, hypothesis.HealthCheck.function_scoped_fixture],
)
hypothesis.settings.load_profile("unhurried")


def is_transactional(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction")) or asks_for(item, "live_server", "transactional_db")


def asks_each_database(item: pytest.Item) -> bool:
    """What happens at the same moment always does."""
    if is_transactional(item):
        return True
    asks = bool(item.get_closest_marker("django_db")) or asks_for(item, "db")
    return asks and not item.get_closest_marker("one_database")


def asks_for(item: pytest.Item, *fixtures: str) -> bool:
    return not set(fixtures).isdisjoint(getattr(item, "fixturenames", ()))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if connection.vendor != "sqlite":  # what asks no database gives the same answer beside any
        idle = [item for item in items if not asks_each_database(item)]
        config.hook.pytest_deselected(items=idle)
        items[:] = [item for item in items if item not in idle]
    for item in filter(is_transactional, items):
        marker = item.get_closest_marker("django_db")
        asked = dict(marker.kwargs) if marker else {}
        full = pytest.mark.django_db(**asked | {"transaction": True, "serialized_rollback": True})
        item.add_marker(full, append=False)  # in front: the closest marker counts


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """`make test` names a file where its first suite on SQLite leaves the migrated database, and the next find it:
    to migrate takes as long as hundreds of tests. `migrate` runs on it all the same, and has nothing to do.
    """
    migrated = Path(os.environ.get("MIGRATED_DATABASE", ""))
    if connection.vendor != "sqlite" or not migrated.is_file():
        return django_db_keepdb
    copy_sqlite(migrated, connection.settings_dict["TEST"]["NAME"])
    return True


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None) -> None:
    migrated = os.environ.get("MIGRATED_DATABASE")
    if connection.vendor == "sqlite" and migrated and not Path(migrated).exists():
        copy_sqlite(connection.settings_dict["NAME"], f"{migrated}.{os.getpid()}")
        os.replace(f"{migrated}.{os.getpid()}", migrated)  # whole, or not at all


@pytest.fixture(scope="session")
def _migrated_rows(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> MigratedRows:
    connection._test_serialized_contents = "[]"
    with django_db_blocker.unblock():
        return MigratedRows.keep_aside(connection)


@pytest.fixture(autouse=True)
def _triggers_around_a_flush(request: pytest.FixtureRequest) -> Iterator[None]:
    if not is_transactional(request.node):
        yield
        return
    migrated_rows = request.getfixturevalue("_migrated_rows")
    request.getfixturevalue("transactional_db")  # so that what stands after the yield runs before the flush
    migrated_rows.put_back(connection)
    append_only.install(connection)
    yield
    append_only.uninstall(connection)


@pytest.fixture(autouse=True)
def _on_a_monday_at_noon(request: pytest.FixtureRequest, time_machine: TimeMachineFixture) -> None:
    """No test meets a midnight, a change of the clock or a leap day by chance; one that wants to moves on itself.

    A browser and the site it visits are processes of their own and live today.
    """
    if not request.node.get_closest_marker("browser"):
        time_machine.move_to(MONDAY_AT_NOON, tick=True)


@pytest.fixture
def client() -> Client:
    return Client()


@pytest.fixture
def admin_client(admin_user: User) -> Client:
    """Of pytest-django's owner."""
    client = Client()
    client.force_login(admin_user)
    return client


@pytest.fixture(autouse=True)
def _empty_caches() -> None:
    for cache in caches.all():  # also those that only a thread of the last test asked
        cache.clear()


@pytest.fixture
def with_tasks(settings) -> None:
    """Wagtail's search for editors and its list of what is used where follow what is saved, as they do on the site."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}


@pytest.fixture
def with_mails(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Such a test is rolled back, so nothing is ever committed: what waits for that, as mails do, is done at once."""
    monkeypatch.setattr(connection, "on_commit", lambda act, robust=False: act())


@pytest.fixture(autouse=True)
def _no_seals_of_another_database(settings) -> None:
    settings.LEDGER_SEALS_FILE.unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def _dutch_first() -> None:
    translation.deactivate()  # a request for a page in English leaves its language behind in the thread
