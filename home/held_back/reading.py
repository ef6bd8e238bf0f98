"""What a browser says about one thing that it held back, in either form that browsers use. All of it may be made up.

Of a report only three things are read: which rule, whose content, on which page. Not the address with its query, not
the line of the script, and not a sample of it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from home.statistics.beacons import PRIVATE_ENDINGS
from home.statistics.counting import OTHER

OLD, NEW = "application/csp-report", "application/reports+json"  # `report-uri`, and `report-to` with many at once
MOST_REPORTS = 20  # of one request
DIRECTIVES = {
    *("default-src", "script-src", "script-src-elem", "script-src-attr", "style-src", "style-src-elem"),
    *("style-src-attr", "img-src", "font-src", "connect-src", "media-src", "object-src", "frame-src", "child-src"),
    *("worker-src", "manifest-src", "form-action", "base-uri", "frame-ancestors"),
}
INLINE = {"inline", "eval", "wasm-eval", "data", "blob"}  # what has no address
WEB = {"http", "https", "ws", "wss"}  # every other scheme is an extension of that one browser: nothing of the site
HOST = re.compile(r"[a-z0-9.-]{1,100}")
# Second levels under which a country gives out names: of those hosts three labels say whose it is.
SHARED_SECOND_LEVELS = {"ac", "co", "com", "edu", "gov", "net", "or", "org"}


class BrokenReport(ValueError):
    pass


@dataclass(frozen=True)
class Report:
    directive: str
    origin: str
    page: str  # a path on our own host


def read_reports(content_type: str, body: bytes, host: str) -> list[Report]:
    """Those about pages of this host. Raises `BrokenReport` for what is no report at all."""
    try:
        told = json.loads(body)
    except (ValueError, RecursionError):
        raise BrokenReport from None
    found = (read_report(facts, host) for facts in find_facts(content_type, told))
    return [report for report in found if report][:MOST_REPORTS]


def find_facts(content_type: str, told: object) -> Iterator[tuple[object, ...]]:
    """Directive, blocked address, page and script of each report, by the names that its form has for them."""
    if content_type == OLD and isinstance(told, dict) and isinstance(facts := told.get("csp-report"), dict):
        directive = facts.get("effective-directive") or facts.get("violated-directive")
        yield directive, facts.get("blocked-uri"), facts.get("document-uri"), facts.get("source-file")
    elif content_type == NEW and isinstance(told, list):
        for one in told[:MOST_REPORTS]:
            if isinstance(one, dict) and one.get("type") == "csp-violation" and isinstance(one.get("body"), dict):
                names = ("effectiveDirective", "blockedURL", "documentURL", "sourceFile")
                yield tuple(one["body"].get(name) for name in names)
    else:
        raise BrokenReport


def read_report(facts: tuple[object, ...], host: str) -> Report | None:
    directive, blocked, document, script = (fact if isinstance(fact, str) else "" for fact in facts)
    rule = directive.partition(" ")[0]
    origin, page = name_origin(blocked, host), split(document)
    if rule not in DIRECTIVES or not origin or page is None or page[1] != host:
        return None
    if script and not name_origin(script, host):
        return None
    return Report(rule, origin, page[2] or "/")


def name_origin(address: str, own_host: str) -> str:
    """Whose host it is, or the word for what has none; empty for what is not of the web."""
    if address in INLINE:
        return address
    parts = split(address)
    if parts is None:
        return ""
    scheme, netloc, _path = parts
    if scheme in INLINE:
        return scheme
    host = netloc.rpartition("@")[2].partition(":")[0]
    if scheme not in WEB or not HOST.fullmatch(host):
        return ""
    return host if netloc == own_host else shorten(host)


def shorten(host: str) -> str:
    """The name that somebody registered: what stands before it may be of one person. By a rule instead of the public
    list of such names, which changes every week; where the rule is wrong, it says less. An address in figures or in
    somebody's own network says where a visitor works or lives, and is not kept.
    """
    labels = host.split(".")
    if len(labels) < 2 or not all(labels) or labels[-1].isdecimal() or labels[-1] in PRIVATE_ENDINGS:
        return OTHER
    is_shared = len(labels[-1]) == 2 and labels[-2] in SHARED_SECOND_LEVELS
    return ".".join(labels[-3 if is_shared else -2 :])


def split(address: str) -> tuple[str, str, str] | None:
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    return parts.scheme.lower(), parts.netloc.lower(), parts.path
