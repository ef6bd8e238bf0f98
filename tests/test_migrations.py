"""What `migrate` leaves behind, also after a test with real transactions emptied the database, and the way back."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import DjangoDbBlocker
from wagtail.models import Locale, Page, Site

from legal.ledger import append_only
from legal.ledger.models import Leaf
from legal.ledger.recording import append_leaf
from tests.architecture import FLOOR_OF
from tests.copying import copy_sqlite

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("makemigrations", check_changes=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


@pytest.mark.django_db
def test_migrating_guards_every_append_only_table() -> None:
    assert append_only.list_tables(connection) != []
    assert append_only.list_missing(connection) == []


@pytest.mark.parametrize("time", ["first", "second"])
@pytest.mark.django_db(transaction=True)
def test_a_test_with_real_transactions_starts_from_the_migrated_database(time: str) -> None:
    assert Site.objects.get(is_default_site=True).root_page.live
    assert {locale.language_code for locale in Locale.objects.all()} == {"nl", "en"}
    assert Page.get_first_root_node().get_children().exists()
    assert append_only.list_missing(connection) == []
    assert not Leaf.objects.exists()
    with transaction.atomic():
        append_leaf(kind="test", entry=time.encode())


@pytest.fixture(scope="session")  # comes before the transaction of the test, in which no database can be copied
def migrated_copy(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """The address of a copy of the database that `migrate` made for the suite, before any test leaves rows in it."""
    made = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        connection.close()  # PostgreSQL copies no database that somebody is connected to
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        copy = tmp_path_factory.mktemp("migrated") / "copy.sqlite3"
        copy_sqlite(made, copy)
        yield f"sqlite:///{copy}"
        return
    with psycopg.connect(address, autocommit=True) as server:
        server.execute(f"CREATE DATABASE migrated_copy TEMPLATE {made}")
        yield f"{address.rpartition('/')[0]}/migrated_copy"
        server.execute("DROP DATABASE migrated_copy WITH (FORCE)")


def run_in(database: str, program: str) -> list[str]:
    """The words that it prints."""
    program = f"import django; django.setup(); {program}"
    path = os.pathsep.join([str(ROOT), str(ROOT / "site")])
    environment = os.environ | {"DATABASE_URL": database, "PYTHONPATH": path}
    result = subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, text=True)
    assert result.returncode == 0, result.stderr[-3000:]
    return result.stdout.split()


@pytest.mark.django_db  # not for its rows: so that it is asked of both databases
def test_who_sells_and_prices_of_courses_move_and_come_back_and_every_migration_of_ours_can_be_undone(
    migrated_copy: str,
) -> None:
    # Wagtail's own first migrations hang on the accounts, and cannot be undone.
    ours = FLOOR_OF.keys() - {"members.accounts"}
    labels = sorted(config.label for config in apps.get_app_configs() if config.name in ours)
    program = "from tests.migrating_issuer import move_there_and_back; move_there_and_back(); "
    program += "from tests.migrating_prices import there_and_back; there_and_back(); "
    program += "from wagtail.contrib.redirects.models import Redirect; Redirect.add_redirect('/oud', '/nieuw/'); "
    program += "from wagtail.models import Site; Redirect.objects.update(site=Site.objects.get()); "
    program += "from django.db import connection; from django.db.migrations.executor import MigrationExecutor; "
    program += f"MigrationExecutor(connection).migrate([(label, None) for label in {labels!r}]); "
    program += "print(*connection.introspection.table_names())"
    left = run_in(migrated_copy, program)
    assert "wagtailcore_page" in left
    tables = {model._meta.db_table for label in labels for model in apps.get_app_config(label).get_models()}
    assert sorted(tables.intersection(left)) == []
