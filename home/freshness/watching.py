"""What pages show: all pages themselves, and the models that apps name here. Whatever writes to their tables, also past
the models, makes what was kept of them be looked at again.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from .models import Change, begin_anew, renew_stamp
from .recording import WRITING, list_tables
from .ticking import announce_change

logger = logging.getLogger(__name__)
_watched: set[str] = set()
_has_table: bool | None = None  # None: to be looked up
CHANGES = Change._meta.db_table
MAKING = (f'CREATE TABLE "{CHANGES}"', f'DROP TABLE "{CHANGES}"')


def watch(*watched: type[models.Model]) -> None:
    """With the parts of their rows, such as the makers of a course, and the tables between them and others."""
    for model in watched:
        parts = [relation.related_model for relation in get_all_child_relations(model)]
        between = [field.m2m_db_table() for field in model._meta.local_many_to_many]
        _watched.update([*between, *(one._meta.db_table for one in [model, *parts])])


def watch_all_pages() -> None:
    watch(ContentType, *(model for model in apps.get_models() if issubclass(model, Page)))


def is_watched(table: str) -> bool:
    return table in _watched


def notice_writes(execute: Callable[..., Any], sql: str, parameters: Any, many: bool, context: Any) -> Any:
    """An execute wrapper: the stamp is renewed in the same transaction, and told of once that is committed."""
    global _has_table
    if sql.startswith(MAKING):
        _has_table = None
    if not WRITING.match(sql) or not any(map(is_watched, list_tables(sql))) or not has_table():
        return execute(sql, parameters, many, context)
    if not connection.in_atomic_block:
        renew_stamp()  # should the process die right after the statement
    result = execute(sql, parameters, many, context)
    renew_stamp()
    tell_once()
    return result


def notice_saved_alone(sender: type[models.Model], **signal: Any) -> None:
    """A receiver of `post_save`. Outside a transaction a new row is there only once SQLite gave back its number, which
    is after the statement.
    """
    if has_table() and not connection.in_atomic_block and is_watched(sender._meta.db_table):
        renew_stamp()
        Announcement()()


class Announcement:
    """After the commit; one is enough for many changes in a row. What was changed stands: should nobody be told now,
    they find out within a second.
    """

    is_done = False

    def __call__(self) -> None:
        self.is_done = True
        try:
            announce_change()
        except Exception as error:
            logger.error("A change was not announced: %s", type(error).__name__)


def tell_once() -> None:
    last = connection.run_on_commit[-1][1] if connection.run_on_commit else None
    if not isinstance(last, Announcement) or last.is_done:
        transaction.on_commit(Announcement(), robust=True)


def end_migrating(**signal: Any) -> None:
    """A receiver of `post_migrate`: what was migrated may be shown otherwise now."""
    if has_table():
        begin_anew()
        tell_once()


def has_table() -> bool:
    """For the changes. Migrations write to pages before it is there, and after it went."""
    global _has_table
    if _has_table is None:
        _has_table = CHANGES in connection.introspection.table_names()
    return _has_table


def listen_to(connection: BaseDatabaseWrapper, **signal: Any) -> None:
    """A receiver of `connection_created`. Those to other databases than the site's hold nothing that is shown."""
    if connection.alias == "default" and notice_writes not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, notice_writes)  # the last one is taken off by who put it there
