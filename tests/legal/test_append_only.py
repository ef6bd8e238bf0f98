"""What is on record cannot be changed or removed by any road through the database."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from pytest_django import DjangoDbBlocker

from legal.cookies.days import close_day
from legal.cookies.models import CookieChoice, ShownWording
from legal.ledger import append_only
from legal.ledger.models import Node
from legal.ledger.sealing import seal_ledger
from legal.statements.acts.forgetting import forget_person
from legal.statements.models import Act, Redaction, Version, VersionText
from members.accounts.models import User
from members.invoicing.models import RemovedYear
from tests.factories.invoices import fill_in_issuer, issue
from tests.factories.offers import make_membership
from tests.factories.orders import make_order, pay_for
from tests.factories.people import make_person
from tests.factories.statements import answer, publish_version
from tests.module_rows import just_before_noon, staying_for_a_module

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 11, tzinfo=UTC)
TABLES = [model for model in apps.get_models() if issubclass(model, append_only.AppendOnly)]
only_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="says something about SQLite")
only_postgresql = pytest.mark.skipif(connection.vendor != "postgresql", reason="says something about PostgreSQL")


@pytest.fixture(autouse=True, scope="module")
def _something_on_record(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    with staying_for_a_module(django_db_blocker):
        with just_before_noon():
            put_something_on_record()
        yield


def put_something_on_record() -> None:
    answer(make_person(), publish_version())
    answer(make_person("piet@voorbeeld.example"), publish_version(text="Wij bewaren je adres."))
    wording = ShownWording.objects.create(id="0" * 64, text="Mogen we je bezoek tellen?")
    CookieChoice.objects.create(answers={}, act="consent", language="nl", wording=wording, chosen_at=NOON)
    close_day(date(2026, 11, 23))
    forget_person(user=make_and_answer("kim@voorbeeld.example"), ground=Redaction.Ground.ERASURE)
    Node.objects.create(height=8, index=0, node_hash=b"0" * 32)
    fill_in_issuer()
    issue()
    pay_for(make_order(make_membership(), make_person("koper@voorbeeld.example")))
    RemovedYear.objects.create(
        series="WF", year=2010, last_number=1, last_sha256="0", totals=[], removed_on=date(2018, 1, 1)
    )
    seal_ledger()
    connection.check_constraints()  # or the checks that still wait would refuse on their own


def make_and_answer(email: str) -> User:
    person = make_person(email)
    answer(person, Version.objects.order_by("-pk")[0])
    return person


def read_all(model: type[models.Model]) -> list[dict[str, Any]]:
    return list(model._default_manager.order_by("pk").values())


def choose_change(model: type[models.Model]) -> tuple[str, Any]:
    """A column that is no key, and another value for it."""
    changes = {
        "act": ("place", "x"),
        "bookentry": ("number", "x"),
        "leaf": ("kind", "x"),
        "moneyentry": ("kind", "x"),
        "node": ("height", 9),
        "position": ("index", 99),
        "redaction": ("ground", "x"),
        "removedyear": ("last_sha256", "x"),
        "seal": ("root", "x"),
        "shownwording": ("text", "x"),
        "signingkey": ("endorsement", "x"),
        "version": ("origin", "x"),
        "versiontext": ("title", "x"),
        "choiceday": ("root", "x"),
    }
    return changes.get(str(model._meta.model_name), ("language", "x"))


def name_column(model: type[models.Model]) -> str:
    return choose_change(model)[0]


def write_update(model: type[models.Model]) -> str:
    column, value = choose_change(model)
    return f"UPDATE {model._meta.db_table} SET \"{column}\" = '{value}'"


def change_by_bulk(row: models.Model) -> None:
    column, value = choose_change(type(row))
    setattr(row, column, value)
    type(row)._default_manager.bulk_update([row], [column])


def put_over(row: models.Model) -> None:
    column = name_column(type(row))
    type(row)._default_manager.bulk_create([row], update_conflicts=True, unique_fields=["pk"], update_fields=[column])


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def list_columns(model: type[models.Model]) -> str:
    return ", ".join(f'"{field.column}"' for field in model._meta.concrete_fields if not field.primary_key)


ROADS: dict[str, Callable[[Any], object]] = {
    "save": lambda row: row.save(),
    "save of one field": lambda row: row.save(update_fields=[name_column(type(row))]),
    "update": lambda row: type(row)._default_manager.update(**dict([choose_change(type(row))])),
    "bulk_update": change_by_bulk,
    "upsert": put_over,
    "delete": lambda row: row.delete(),
    "delete of all": lambda row: type(row)._default_manager.all().delete(),
    "delete without looking": lambda row: type(row)._default_manager.all()._raw_delete("default"),
    "raw update": lambda row: run(write_update(type(row))),
    "raw delete": lambda row: run(f"DELETE FROM {row._meta.db_table}"),
}


def refuse(model: type[models.Model], act: Callable[[], object]) -> None:
    before = read_all(model)
    assert before, model
    with pytest.raises(IntegrityError), transaction.atomic():
        act()
    assert read_all(model) == before, model


def test_there_are_tables_to_guard_and_all_are_guarded():
    assert {Version, VersionText, Act} < set(TABLES)
    assert append_only.list_tables(connection) == sorted(model._meta.db_table for model in TABLES)
    assert append_only.list_missing(connection) == []


@pytest.mark.parametrize("road", ROADS)
def test_nobody_changes_or_removes_what_is_on_record(road: str):
    for model in TABLES:
        row = model._default_manager.order_by("pk")[0]
        refuse(model, partial(ROADS[road], row))


@only_sqlite
@pytest.mark.parametrize("words", ["INSERT OR REPLACE", "REPLACE"])
def test_nobody_replaces_a_row_by_its_number(words: str):
    for model in TABLES:
        table = model._meta.db_table
        refuse(model, partial(run, f"{words} INTO {table} SELECT * FROM {table}"))


@only_sqlite
@pytest.mark.parametrize("model", [Version, VersionText, Act])
def test_nobody_replaces_a_row_by_another_key_of_it(model: type[models.Model]):
    """Under a new number, so that only a unique column is the same: REPLACE removes the old row then too."""
    table, columns = model._meta.db_table, list_columns(model)
    refuse(model, lambda: run(f"INSERT OR REPLACE INTO {table} ({columns}) SELECT {columns} FROM {table}"))
    refuse(model, lambda: run(f"INSERT OR REPLACE INTO {table} (id, {columns}) SELECT id + 99, {columns} FROM {table}"))


@only_postgresql
def test_nobody_empties_a_table():
    for model in TABLES:
        refuse(model, partial(run, f"TRUNCATE {model._meta.db_table} CASCADE"))


@only_postgresql
def test_a_session_that_plays_a_replica_is_refused_too():
    run("SET LOCAL session_replication_role = replica")
    for model in TABLES:
        refuse(model, partial(run, f"DELETE FROM {model._meta.db_table}"))
        refuse(model, partial(run, write_update(model)))


def drop(trigger: str, table: str) -> None:
    run(f"DROP TRIGGER {trigger}" + (f" ON {table}" if connection.vendor == "postgresql" else ""))


def test_a_guard_that_was_taken_away_is_named_and_comes_back_with_the_next_migrate():
    drop("statements_act_no_update", "statements_act")
    assert append_only.list_missing(connection) == ["statements_act_no_update"]
    call_command("migrate", verbosity=0)
    assert append_only.list_missing(connection) == []
    refuse(Act, lambda: Act.objects.update(place="x"))


HOLLOW = {
    "sqlite": {
        "does nothing": "CREATE TRIGGER {name} BEFORE UPDATE ON {table} BEGIN SELECT 1; END",
        "never fires": "CREATE TRIGGER {name} BEFORE UPDATE ON {table} WHEN 0 "
        "BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        "guards another table": "CREATE TRIGGER {name} BEFORE UPDATE ON ledger_leaf "
        "BEGIN SELECT RAISE(ABORT, 'statements_act is append-only'); END",
    },
    "postgresql": {
        "does nothing": "CREATE FUNCTION be_idle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; "
        "CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION be_idle(); "
        "ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        "never fires": "CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW WHEN (false) "
        "EXECUTE FUNCTION refuse_change(); ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        "guards one column": "CREATE TRIGGER {name} BEFORE UPDATE OF id OR DELETE ON {table} FOR EACH ROW "
        "EXECUTE FUNCTION refuse_change(); ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        "does not guard against removal": "CREATE TRIGGER {name} BEFORE UPDATE ON {table} FOR EACH ROW "
        "EXECUTE FUNCTION refuse_change(); ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}",
        "guards another table": "CREATE TRIGGER {name} BEFORE UPDATE OR DELETE ON ledger_leaf FOR EACH ROW "
        "EXECUTE FUNCTION refuse_change(); ALTER TABLE ledger_leaf ENABLE ALWAYS TRIGGER {name}",
    },
}


@pytest.mark.parametrize("way", HOLLOW[connection.vendor])
def test_a_guard_that_is_hollow_is_named_and_made_again_by_the_next_migrate(way: str):
    name, table = "statements_act_no_update", "statements_act"
    drop(name, table)
    run(HOLLOW[connection.vendor][way].format(name=name, table=table))
    assert append_only.list_missing(connection) == [name]
    if way == "guards another table":
        drop(name, "ledger_leaf")
    append_only.install_after_migrate(connection.alias)
    assert append_only.list_missing(connection) == []
    refuse(Act, lambda: Act.objects.update(place="x"))


@only_postgresql
def test_a_guard_whose_function_was_hollowed_out_is_named_for_every_table():
    run("CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
    assert len(append_only.list_missing(connection)) == 2 * len(TABLES)


@only_postgresql
def test_a_guard_that_was_put_to_sleep_is_named():
    run("ALTER TABLE statements_act DISABLE TRIGGER statements_act_no_truncate")
    assert append_only.list_missing(connection) == ["statements_act_no_truncate"]
