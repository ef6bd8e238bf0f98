"""After every migrate: the groups of `roles.py` are there, each with exactly its rights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps as current_apps
from django.apps.registry import Apps
from django.contrib.auth.management import create_permissions
from django.db import DEFAULT_DB_ALIAS, transaction

from .roles import ROLES, Role

Right = tuple[int, int]  # the number of what it is a right on, the number of the permission


def keep_roles(*, sender: Any, using: str = DEFAULT_DB_ALIAS, apps: Apps = current_apps, **signal: Any) -> None:
    """Receiver of `post_migrate`, which Django sends for one app after the other: it waits for the last.

    Before that not all permissions are there. After a migrate that stopped half-way, or went back, groups have what
    there is to have; without tables for it nothing happens.
    """
    if sender != [config for config in current_apps.get_app_configs() if config.models_module][-1]:
        return
    create_permissions(sender, verbosity=0, using=using, apps=apps)  # Django may hear of it after us
    try:
        keeper = RoleKeeper(apps, using)
    except LookupError:
        return
    with transaction.atomic(using=using):
        for name, role in ROLES.items():
            keeper.keep(name, role)


class RoleKeeper:
    """Works with the models as they are at the end of this migrate. Raises `LookupError` where they are not."""

    def __init__(self, apps: Apps, using: str) -> None:
        def find_rows(app: str, model: str) -> Any:
            return apps.get_model(app, model)._default_manager.using(using)

        self.groups = find_rows("auth", "Group")
        self.pages = find_rows("wagtailcore", "Page")
        self.on_pages = find_rows("wagtailcore", "GroupPagePermission")
        self.on_files = find_rows("wagtailcore", "GroupCollectionPermission")
        self.root = find_rows("wagtailcore", "Collection").filter(depth=1).values_list("pk", flat=True).first()
        rows = find_rows("auth", "Permission").values_list("content_type__app_label", "codename", "pk")
        self.permissions = {f"{app}.{codename}": number for app, codename, number in rows}

    def keep(self, name: str, role: Role) -> None:
        group = self.groups.get_or_create(name=name)[0]
        group.permissions.set(self.number(role.rights))
        self.keep_exactly(self.on_pages.filter(group=group), group, "page_id", set(self.list_page_rights(role)))
        files = {(self.root, number) for number in self.number(role.files)} if self.root else set()
        self.keep_exactly(self.on_files.filter(group=group), group, "collection_id", files)

    def number(self, rights: Iterable[str]) -> list[int]:
        return [self.permissions[right] for right in sorted(rights) if right in self.permissions]

    def list_page_rights(self, role: Role) -> Iterator[Right]:
        for kind, codenames in role.pages.items():
            app, model = kind.split(".")
            branches = self.pages.filter(depth=2, content_type__app_label=app, content_type__model=model)
            numbers = self.number(f"wagtailcore.{codename}" for codename in codenames)
            yield from ((branch, number) for branch in branches.values_list("pk", flat=True) for number in numbers)

    def keep_exactly(self, rows: Any, group: Any, field: str, wanted: set[Right]) -> None:
        found = {(row[0], row[1]): row[2] for row in rows.values_list(field, "permission_id", "pk")}
        rows.filter(pk__in=[number for right, number in found.items() if right not in wanted]).delete()
        for place, permission in sorted(wanted - set(found)):
            rows.create(group=group, permission_id=permission, **{field: place})
