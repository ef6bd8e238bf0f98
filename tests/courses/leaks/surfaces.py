"""Every address of the site that shows something, found in the address book and in the page types.

Whoever adds an address or a page type says here where it is read, or why there is nothing to read.
"""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page, get_page_models

from .canaries import BAIT, GatedSite

NO_COURSES = "knows nothing of courses: "
# The name of an address, and the addresses to read; a text instead says why there are none.
SURFACES: dict[str, list[str] | str] = {
    "wagtail_serve": ["/", "/en/", "/cursussen/", "/en/courses/", "/bestaat-niet/", "/cursussen/bestaat-niet/"],
    "courses:lesson": ["/cursussen/verkocht/bestaat-niet/"],
    "accounts:home": ["/account/", "/en/account/"],
    "account_login": ["/account/login/?next=/cursussen/verkocht/besloten/"],
    "account_signup": ["/account/signup/?next=/cursussen/verkocht/besloten/"],
    "statements:documents": ["/afspraken/"],
    "statements:agreements": ["/account/afspraken/"],
    "cookies:choice": ["/cookies/keuze/"],
    "membership:plans": ["/lid-worden/", "/en/lid-worden/"],
    "billing:begin": ["/bestellen/verkocht/", "/en/bestellen/verkocht/", "/bestellen/concept-cursus/"],
    "ledger:seals": ["/grootboek/"],
    "certificates:check": ["/bewijs/", "/en/certificate/"],
    "certificates:former_check": ["/en/bewijs/"],
    "certificates:certificate": ["/cursussen/verkocht/bewijs/", "/en/courses/verkocht-english/certificate/"],
    "healthz": ["/healthz"],
    "finding:search": [f"/zoeken/?q={BAIT}", f"/en/zoeken/?q={BAIT}", "/zoeken/"],
    "sitemap": ["/sitemap.xml"],
    "robots": ["/robots.txt"],
    "catalogue:feed": ["/cursussen/feed/", "/en/courses/feed/"],
    "pages:front_sharing_image": ["/deelbeeld.png"],
    "pages:sharing_image": ["/cursussen/verkocht/deelbeeld.png", "/cursussen/verkocht/besloten/deelbeeld.png"],
    "files:page_file": ["/cursussen/verkocht/besloten/bestanden/afbeelding/1/x.jpg"],
    "sessions:show": ["/account/bijeenkomsten/1/"],
    "sessions:book": ["/account/bijeenkomsten/1/boeken/"],
    "sessions:cancel": ["/account/bijeenkomsten/1/annuleren/"],
    "sessions:download": ["/account/bijeenkomsten/1/bijeenkomst.ics"],
    "sessions:calendar": ["/account/agenda/"],
    "billing:own_membership:show": ["/account/lidmaatschap/", "/en/account/lidmaatschap/"],
    **dict.fromkeys(
        (
            *(f"billing:own_membership:{name}" for name in ("cancel", "resume", "pause", "end_pause", "plans")),
            *(f"billing:own_membership:{name}" for name in ("forget_switch", "switch", "change_account", "returned")),
            *(f"billing:{name}" for name in ("check", "pay", "outcome", "details")),
            *(f"billing:{name}" for name in ("claim", "withdraw", "withdrawal_confirm", "withdrawal_receipt")),
            *(f"billing:{name}" for name in ("redeem_gift", "show_gift", "renew_gift", "team", "accept_seat")),
            *(f"billing:{name}" for name in ("invite", "withdraw_invitation", "take_seat_back", "take_own_seat")),
            *("billing:leave_seat", "invoices:list", "invoices:pdf", "invoices:ubl", "mollie_webhook"),
        ),
        NO_COURSES + "titles, prices and payments",
    ),
    "calendar": "a secret address of one member: test_leaks_in_calendars.py reads everybody's",
    "statistics:count": NO_COURSES + "takes counts and answers nothing",
    "held_back:receive": NO_COURSES + "takes reports of browsers and answers nothing",
    "security_txt": NO_COURSES + "whom to tell about a hole",
    **dict.fromkeys(
        ("ledger:seal_list", "ledger:seal", "ledger:consistency", "ledger:verifier"), NO_COURSES + "the ledger"
    ),
    **dict.fromkeys(
        (
            *("statements:document", "statements:archive", "statements:feed", "statements:version", "statements:pdf"),
            *("statements:choose_difference", "statements:difference", "statements:review", "statements:dismiss"),
            *("statements:answer", "statements:receipt_json", "statements:receipt_pdf"),
        ),
        NO_COURSES + "legal texts and answers to them",
    ),
    **dict.fromkeys(
        (
            *("account_logout", "account_inactive", "account_reauthenticate", "account_email", "account_set_password"),
            *("account_email_verification_sent", "account_change_password", "account_reset_password"),
            *("account_confirm_login_code", "account_confirm_email", "account_reset_password_done"),
            *(f"accounts:second_factor:{name}" for name in ("ask", "set_up", "finish", "cancel", "add")),
            *(f"accounts:second_factor:{name}" for name in ("rename", "remove", "renew_codes")),
            *("account_reset_password_from_key", "account_reset_password_from_key_done"),
            *(
                "accounts:security",
                "accounts:profile",
                "accounts:email",
                "accounts:confirm_email",
                *("accounts:notifications", "account_request_login_code", "accounts:sessions", "accounts:end_session"),
                "accounts:end_other_sessions",
                "own_visits:choose",
            ),
            *(f"accounts:passkeys:{name}" for name in ("log_in", "second_step", "add", "begin_log_in")),
            *(f"accounts:passkeys:begin_{name}" for name in ("second_step", "reauthenticating", "adding")),
            *(f"accounts:lost_device:{name}" for name in ("explain", "stop", "stop_own")),
        ),
        NO_COURSES + "a form about the account itself",
    ),
    **dict.fromkeys(
        (
            *("wagtailcore_login", "wagtailcore_authenticate_with_password", ".well-known/change-password"),
            *("admin/login/", "_util/login/", "en/_util/login/", "^admin/password_reset/"),
        ),
        "a closed door of Wagtail's",
    ),
}
# Doors of other systems, and of Wagtail's, that would show a lesson in another form if they were there.
GUESSES = [
    *(
        "/api/v2/pages/?fields=*&type=courses.LessonPage",
        "/api/main/pages/",
        "/oembed/?url=/cursussen/verkocht/besloten/",
    ),
    *("/llms.txt", "/opensearch.xml", "/cursussen/verkocht/besloten.md", "/cursussen/verkocht/besloten/feed/"),
    *("/en/cursussen/verkocht/besloten/", "/cursussen/verkocht/besloten/?format=json", "/documents/1/lokwoord.pdf"),
    "/cursussen/verkocht/besloten/?is_preview=1&in_preview_panel=true&mode_name=member&mode=member",
]
# The page types of the site, and the words for what is gated in them.
PAGE_TYPES = {
    "pages.HomePage": "nothing",
    "pages.ContentPage": "nothing",
    "courses.CatalogPage": "nothing",
    "courses.TopicPage": "nothing",
    "courses.MakerPage": "nothing",
    "courses.CoursePage": "nothing of its own: its lessons and sessions",
    "courses.LessonPage": "body",
    "statements.LegalIndexPage": "nothing",
    "statements.LegalPage": "drafts; see tests/legal",
}


def list_names(resolver: URLResolver, inside: str = "") -> Iterator[str]:
    """The names of all addresses outside the admin, as `reverse` knows them; their routes where they have none."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if str(pattern.pattern) != "admin/":
                yield from list_names(pattern, f"{inside}{pattern.namespace}:" if pattern.namespace else inside)
        elif isinstance(pattern, URLPattern):
            yield f"{inside}{pattern.name or pattern.pattern}"


def list_page_types() -> set[str]:
    return {model._meta.label for model in get_page_models() if model is not Page}


def find_unclassified() -> set[str]:
    """And what stands above although it is there no longer."""
    addresses = set(list_names(get_resolver()))
    return (addresses ^ SURFACES.keys()) | (list_page_types() ^ PAGE_TYPES.keys())


def list_addresses(site: GatedSite) -> list[str]:
    """All that is read: what stands above, each page of the site, and one of each type with a curious question."""
    written = [address for addresses in SURFACES.values() if isinstance(addresses, list) for address in addresses]
    pages = [page.get_url() for page in site.pages]
    kinds = {type(page): address for page, address in zip(site.pages, pages, strict=True)}
    curious = [f"{address}?q={BAIT}&page=2" for address in ("/cursussen/", *kinds.values())]
    return [*written, *GUESSES, *pages, *curious, *list_misspelled(site)]


def list_misspelled(site: GatedSite) -> list[str]:
    """Who asks for a word that is nearly right is told the right one, if everybody may know it."""
    words = [f"{word[:-1]}q" for word in site.find_private()]
    return [f"/zoeken/?q={'+'.join(words[number : number + 3])}" for number in range(0, len(words), 3)]
