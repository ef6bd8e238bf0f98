"""Tables that only grow: the database itself refuses UPDATE, DELETE and TRUNCATE.

A model becomes append-only by inheriting from `AppendOnly`. The triggers are put back after every migrate,
because SQLite re-makes a table for most schema changes and silently drops its triggers while doing so.
Anyone who owns the database can still remove a trigger: that is what the ledger and its verification are for.
"""

from collections.abc import Callable

from django.apps import apps
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

Statements = Callable[[BaseDatabaseWrapper, str], list[str]]


class AppendOnly(models.Model):
    """Rows of this model are written once. Changing or removing one raises `django.db.IntegrityError`."""

    class Meta:
        abstract = True


def list_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the append-only tables that exist in this database."""
    existing = set(connection.introspection.table_names())
    models_ = (model for model in apps.get_models() if issubclass(model, AppendOnly))
    return sorted(model._meta.db_table for model in models_ if model._meta.db_table in existing)


def _list_unique_columns(connection: BaseDatabaseWrapper, table: str) -> list[list[str]]:
    with connection.cursor() as cursor:
        constraints = connection.introspection.get_constraints(cursor, table).values()
    return [found["columns"] for found in constraints if found["unique"] or found["primary_key"]]


def _install_sqlite(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    refuse = f"SELECT RAISE(ABORT, '{table} is append-only')"
    keys = _list_unique_columns(connection, table)
    same = (" AND ".join(f'"{column}" = NEW."{column}"' for column in key) for key in keys)
    clash = f"SELECT 1 FROM {table} WHERE {' OR '.join(same)}"  # noqa: S608 (names of ours)
    return [
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN {refuse}; END",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN {refuse}; END",
        # INSERT OR REPLACE deletes every row that shares a unique key, without firing the DELETE trigger.
        f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} WHEN EXISTS ({clash}) BEGIN {refuse}; END",
    ]


def _uninstall_sqlite(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table}_no_{event}" for event in ("update", "delete", "replace")]


def _install_postgresql(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    return [
        "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END $$",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION refuse_change()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()",
        # ALWAYS: also for a session that plays a replica, where ordinary triggers do not fire.
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_update",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_no_truncate",
    ]


def _uninstall_postgresql(connection: BaseDatabaseWrapper, table: str) -> list[str]:
    return [f"DROP TRIGGER IF EXISTS {table}_no_{event} ON {table}" for event in ("update", "truncate")]


_INSTALL = {"sqlite": _install_sqlite, "postgresql": _install_postgresql}
_UNINSTALL = {"sqlite": _uninstall_sqlite, "postgresql": _uninstall_postgresql}
_EVENTS = {"sqlite": ("update", "delete", "replace"), "postgresql": ("update", "truncate")}
_TRIGGERS = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'A'",
}


def _run(connection: BaseDatabaseWrapper, statements_for: Statements) -> None:
    with connection.cursor() as cursor:
        for table in list_tables(connection):
            for statement in statements_for(connection, table):
                cursor.execute(statement)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers anew: one that stands may be of an earlier form, or do nothing."""
    with transaction.atomic(connection.alias):
        uninstall(connection)
        _run(connection, _INSTALL[connection.vendor])


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """By itself only for tests that empty the database between them."""
    _run(connection, _UNINSTALL[connection.vendor])


def list_missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that ought to stand and do not: `<table>_no_<event>`."""
    with connection.cursor() as cursor:
        cursor.execute(_TRIGGERS[connection.vendor])
        present = {name for (name,) in cursor.fetchall()}
    expected = [f"{table}_no_{event}" for table in list_tables(connection) for event in _EVENTS[connection.vendor]]
    return [name for name in expected if name not in present]


def install_after_migrate(using: str, **kwargs: object) -> None:
    install(connections[using])
