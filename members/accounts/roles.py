"""Who works here, and what each of them may do: by need to know, and nothing that is not written here.

This file is the truth. After every `migrate` the groups get exactly these rights (see `granting.py`): what is missing
is added, what is too much is taken away, whoever gave it. The admin shows the groups and cannot change them; which
colleague is in which group, the owners decide there.

A right is "app.codename", as `user.has_perm` knows it. Rights on pages hold for a branch of the tree: the pages right
beneath the root of this type, in every language, and all beneath them. Rights on files hold for all collections.
"""

from __future__ import annotations

from dataclasses import dataclass, field

ENTER = frozenset({"wagtailadmin.access_admin"})
WRITE = frozenset({"add_page", "change_page", "publish_page", "lock_page", "unlock_page"})


@dataclass(frozen=True)
class Role:
    why: str
    rights: frozenset[str] = ENTER
    pages: dict[str, frozenset[str]] = field(default_factory=dict)  # "app.model" of the branch's root
    files: frozenset[str] = frozenset()


def allow(app: str, *codenames: str) -> frozenset[str]:
    return frozenset(f"{app}.{codename}" for codename in codenames)


SESSIONS = allow("courses", *(f"{action}_livesession" for action in ("add", "change", "delete", "publish", "view")))

EDITORS = Role(
    why="They write, review and publish courses and pages. Who takes a course is not theirs to know.",
    rights=ENTER
    | SESSIONS
    | allow("courses", "lock_livesession", "unlock_livesession")
    | allow("membership", "see_behind_gate")
    | allow("statistics", "view_dailycount")
    | allow("wagtail_localize", "submit_translation"),
    pages={"pages.homepage": WRITE},
    files=allow("wagtailimages", "add_image", "change_image", "choose_image")
    | allow("wagtaildocs", "add_document", "change_document", "choose_document")
    | allow("wagtailmedia", "add_media", "change_media"),
)
LEGAL = Role(
    why="They publish the statement and the terms, and answer for who was shown and agreed to what.",
    rights=ENTER
    | allow("statements", "view_act", "add_act", "add_document", "change_document", "view_document")
    | allow("wagtail_localize", "submit_translation"),
    pages={"statements.legalindexpage": WRITE},
)
SUPPORT = Role(
    why="They help people: access, bookings, a child's account, a lost device. They change no account.",
    rights=ENTER
    | allow("membership", "add_grant", "change_grant", "view_grant")
    | allow("courses", "view_livesession", "view_booking")
    | allow("accounts", "add_childact", "view_accountrecovery", "add_accountrecovery", "change_accountrecovery"),
)
FINANCE = Role(
    why="They answer for the money. Until there are orders and invoices they read who has access, and how many visit.",
    rights=ENTER | allow("membership", "view_grant") | allow("statistics", "view_dailycount"),
)
MODERATORS = Role(why="They watch over the community, of people and not of pages. Until it opens they only enter.")
STAFF = (EDITORS, LEGAL, SUPPORT, FINANCE, MODERATORS)
OWNERS = Role(
    why="They answer for all of it: everything their colleagues may, who works here, and the rules of the house.",
    rights=frozenset().union(*(role.rights for role in STAFF))
    # Accounts are closed and then erased when their term is over; nobody deletes one by hand.
    | allow("accounts", "add_user", "change_user", "view_user")
    | allow("auth", "view_group")
    | allow("identity", "change_organisation")
    | allow("statements", "change_publicationrules", "delete_document")
    | allow("wagtailcore", *(f"{action}_{what}" for action in ("add", "change") for what in ("task", "workflow"))),
    pages=EDITORS.pages | LEGAL.pages,
    files=EDITORS.files | allow("wagtailcore", "add_collection", "change_collection", "delete_collection"),
)

ROLES = {
    "Editors": EDITORS,
    "Legal": LEGAL,
    "Support": SUPPORT,
    "Finance": FINANCE,
    "Moderators": MODERATORS,
    "Owners": OWNERS,
}
