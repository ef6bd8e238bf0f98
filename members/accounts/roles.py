"""Who works here, and what each of them may do: by need to know, and nothing that is not written here.

This file is the truth. After every `migrate` the groups get exactly these rights (see `granting.py`): what is missing
is added, what is too much is taken away, whoever gave it. The admin shows the groups and cannot change them; which
colleague is in which group, the owners decide there.

A right is "app.codename", as `user.has_perm` knows it. Rights on pages hold for a branch of the tree: the pages right
beneath the root of this type, in every language, and all beneath them. Rights on files hold for all collections.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

ENTER = frozenset({"wagtailadmin.access_admin"})
WRITE = frozenset({"add_page", "change_page", "publish_page", "lock_page", "unlock_page"})


@dataclass(frozen=True)
class Role:
    why: str | Promise  # what the owners read of it in the admin
    rights: frozenset[str] = ENTER
    pages: dict[str, frozenset[str]] = field(default_factory=dict)  # "app.model" of the branch's root
    files: frozenset[str] = frozenset()


def allow(app: str, *codenames: str) -> frozenset[str]:
    return frozenset(f"{app}.{codename}" for codename in codenames)


CHANGES = ("add", "change", "delete", "view")
SESSIONS = allow("courses", *(f"{action}_livesession" for action in (*CHANGES, "publish")))

COOKIES = allow("cookie_consent", *(f"{action}_{row}" for action in CHANGES for row in ("cookie", "cookiegroup")))

EDITORS = Role(
    why=_(
        "Schrijft, controleert en publiceert cursussen en pagina’s, en maakt het aanbod met zijn prijzen. Wie een "
        "cursus volgt, ziet deze rol niet."
    ),
    rights=ENTER
    | SESSIONS
    | allow("courses", "lock_livesession", "unlock_livesession")
    | allow("membership", "see_behind_gate", "add_offer", "change_offer", "view_offer")
    | allow("billing", "add_coupon", "change_coupon", "view_coupon")
    | allow("statistics", "view_dailycount")
    | allow("pages", "change_footer", "publish_footer", "view_footer")
    | allow("wagtailredirects", *(f"{action}_redirect" for action in CHANGES))
    | allow("wagtail_localize", "submit_translation"),
    pages={"pages.homepage": WRITE},
    files=allow("wagtailimages", "add_image", "change_image", "choose_image")
    | allow("wagtaildocs", "add_document", "change_document", "choose_document")
    | allow("wagtailmedia", "add_media", "change_media"),
)
LEGAL = Role(
    why=_("Publiceert de privacyverklaring en de voorwaarden, en kan laten zien wie wat te zien kreeg en antwoordde."),
    rights=ENTER
    | allow("statements", "view_act", "add_act", "add_document", "change_document", "view_document")
    | COOKIES
    | allow("held_back", "view_heldback")
    | allow("wagtail_localize", "submit_translation"),
    pages={"statements.legalindexpage": WRITE},
)
SUPPORT = Role(
    why=_(
        "Helpt mensen: geeft en beëindigt toegang, ziet wie heeft geboekt, en helpt bij het account van een kind "
        "en bij een apparaat dat kwijt is."
    ),
    rights=ENTER
    | allow("membership", "add_grant", "change_grant", "view_grant")
    | allow("courses", "view_livesession", "view_booking")
    | allow("accounts", "add_childact", "view_accountrecovery", "add_accountrecovery", "change_accountrecovery"),
)
FINANCE = Role(
    why=_(
        "Gaat over het geld: bestellingen, betalingen en facturen, het aanbod en de prijzen. Geeft geld terug en "
        "beëindigt bestellingen. Leest ook wie toegang heeft en de bezoekcijfers."
    ),
    rights=ENTER
    | allow("invoicing", "view_invoice", "change_invoicingrules")
    | allow("membership", "view_grant", "change_offer", "view_offer")
    | allow("billing", "view_coupon", "view_order", "change_order")
    | allow("statistics", "view_dailycount"),
)
MODERATORS = Role(
    why=_("Let op hoe mensen in de community met elkaar omgaan. Tot die opengaat, kan deze rol alleen het beheer in.")
)
STAFF = (EDITORS, LEGAL, SUPPORT, FINANCE, MODERATORS)
OWNERS = Role(
    why=_("Alles wat de andere rollen mogen, en daarbij: wie hier werkt, wie wij zijn, en de regels van het huis."),
    rights=frozenset().union(*(role.rights for role in STAFF))
    # Accounts are closed and then erased when their term is over; nobody deletes one by hand.
    | allow("accounts", "add_user", "change_user", "view_user")
    | allow("auth", "view_group")
    | allow("identity", "change_organisation")
    | allow("statements", "change_publicationrules", "delete_document")
    | allow("wagtailcore", *(f"{action}_{what}" for action in ("add", "change") for what in ("task", "workflow"))),
    # A page goes with all beneath it, as a course with its lessons.
    pages=LEGAL.pages | {"pages.homepage": WRITE | {"bulk_delete_page"}},
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
