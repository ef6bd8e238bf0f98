"""Tables that only grow: the database itself refuses UPDATE, DELETE and TRUNCATE.

A model becomes append-only by inheriting from `AppendOnly`. The triggers are put back after every migrate,
because SQLite re-makes a table for most schema changes and silently drops its triggers while doing so.
Anyone who owns the database can still remove a trigger: that is what the ledger and its verification are for.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connections, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

_REFUSE = (
    " BEGIN RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END "  # PL/pgSQL
)
Statements = Callable[[BaseDatabaseWrapper, str], list[str]]
Form = tuple[object, ...]  # all that makes a trigger do what it does, as this database tells it


class AppendOnly(models.Model):
    """Rows of this model are written once. Changing or removing one raises `django.db.IntegrityError`."""

    class Meta:
        abstract = True


def list_tables(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of the append-only tables that exist in this database."""
    existing = set(connection.introspection.table_names())
    models_ = (model for model in apps.get_models() if issubclass(model, AppendOnly))
    return sorted(model._meta.db_table for model in models_ if model._meta.db_table in existing)


# Of Django's own introspection this takes a dozen queries for each table, and every migrate asks for all of them.
_UNIQUE_SQLITE = """
SELECT -1 AS seq, pk AS place, name FROM pragma_table_info(%s) WHERE pk
UNION ALL
SELECT list.seq, info.seqno, info.name FROM pragma_index_list(%s) AS list, pragma_index_info(list.name) AS info
WHERE list."unique"
ORDER BY 1, 2
"""


def _list_unique_columns(connection: BaseDatabaseWrapper, table: str) -> list[list[str]]:
    """Of SQLite: the primary key and every unique constraint, each as its columns."""
    keys: dict[int, list[str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_UNIQUE_SQLITE, [table, table])
        for key, _place, column in cursor.fetchall():
            keys.setdefault(key, []).append(column)
    return list(keys.values())


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
        f"CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $${_REFUSE}$$",
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


def _run(connection: BaseDatabaseWrapper, statements_for: Statements, tables: list[str]) -> None:
    with connection.cursor() as cursor:
        for table in tables:
            for statement in statements_for(connection, table):
                cursor.execute(statement)


def install(connection: BaseDatabaseWrapper) -> None:
    """Make the triggers anew: one that stands may be of an earlier form, or do nothing."""
    with transaction.atomic(connection.alias):
        uninstall(connection)
        _run(connection, _INSTALL[connection.vendor], list_tables(connection))


def uninstall(connection: BaseDatabaseWrapper) -> None:
    """By itself only for tests that empty the database between them."""
    _run(connection, _UNINSTALL[connection.vendor], list_tables(connection))


@contextmanager
def lifted(connection: BaseDatabaseWrapper, table: str) -> Iterator[None]:
    """For removing rows whose term is over, as the law wants. Nobody else can write to the table meanwhile, and the
    triggers stand again before anything is committed: both databases make and drop them in transactions.
    """
    with transaction.atomic(connection.alias):
        check_what_waits(connection)
        _run(connection, _UNINSTALL[connection.vendor], [table])
        yield
        check_what_waits(connection)
        _run(connection, _INSTALL[connection.vendor], [table])


def check_what_waits(connection: BaseDatabaseWrapper) -> None:
    """PostgreSQL changes no trigger of a table while a check of it waits for the end of the transaction."""
    if connection.vendor == "postgresql":
        connection.check_constraints()


def list_missing(connection: BaseDatabaseWrapper) -> list[str]:
    """Names of triggers that ought to stand and do not, or are not ours any more: `<table>_no_<event>`."""
    standing = _STANDING[connection.vendor](connection)
    expected = _EXPECTED[connection.vendor](connection)
    return [name for name, form in expected.items() if standing.get(name) != form]


def _expect_sqlite(connection: BaseDatabaseWrapper) -> dict[str, Form]:
    statements = (statement for table in list_tables(connection) for statement in _install_sqlite(connection, table))
    return {statement.split()[2]: (statement,) for statement in statements}


def _read_sqlite(connection: BaseDatabaseWrapper) -> dict[str, Form]:
    """SQLite keeps the statement that made the trigger, word for word."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        return {name: (sql,) for name, sql in cursor.fetchall()}


def _expect_postgresql(connection: BaseDatabaseWrapper) -> dict[str, Form]:
    """Events and moment as bits of `pg_trigger.tgtype`: 1 for each row, 2 before, 8 delete, 16 update, 32 truncate."""
    bits = {"update": 1 + 2 + 8 + 16, "truncate": 2 + 32}
    return {
        f"{table}_no_{event}": (table, "A", kind, True, True, "plpgsql", _REFUSE)
        for table in list_tables(connection)
        for event, kind in bits.items()
    }


def _read_postgresql(connection: BaseDatabaseWrapper) -> dict[str, Form]:
    """With its table, whether it always fires, without a condition and for every column, and what it then does."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname, relname, tgenabled, tgtype, tgqual IS NULL, tgattr::text = '', lanname, prosrc "
            "FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid "
            "JOIN pg_language ON pg_language.oid = prolang "
            "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
        )
        return {name: tuple(form) for name, *form in cursor.fetchall()}


_EXPECTED = {"sqlite": _expect_sqlite, "postgresql": _expect_postgresql}
_STANDING = {"sqlite": _read_sqlite, "postgresql": _read_postgresql}


def install_after_migrate(using: str, **kwargs: object) -> None:
    install(connections[using])
