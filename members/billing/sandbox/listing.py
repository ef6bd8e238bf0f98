"""Lists in pages: newest first, the next page by the id that it begins with."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlencode

from .calls import Call
from .records import Json, Record
from .refusals import Refused
from .wording import link_documentation, write_link

R = TypeVar("R", bound=Record)

USUAL, MOST = 50, 250


def list_page(call: Call, path: str, name: str, records: list[R], describe: Callable[[R], Json]) -> Json:
    """Of all these, the page that the query asks for. The links begin with our own address: Mollie's client follows no
    others. `path` is what stands behind /v2/.
    """
    call.allow_query("from", "limit", "sort")
    limit, start = read_limit(call), 0
    if read_sort(call) == "asc":
        records = records[::-1]
    if "from" in call.query:
        start = find_start(records, call.query["from"])
    page = [describe(record) for record in records[start : start + limit]]
    return {"count": len(page), "_embedded": {name: page}, "_links": link_pages(call, path, records, start, limit)}


def link_pages(call: Call, path: str, records: list[R], start: int, limit: int) -> Json:
    address = f"{call.world.address}/v2/{path}"

    def link(place: int) -> Json:
        return write_link(f"{address}?{urlencode(call.query | {'from': records[place].id, 'limit': str(limit)})}")

    return {
        "self": write_link(address),
        "previous": link(max(0, start - limit)) if start else None,
        "next": link(start + limit) if start + limit < len(records) else None,
        "documentation": link_documentation(f"list-{path.rpartition('/')[2]}"),
    }


def read_limit(call: Call) -> int:
    text = call.query.get("limit", str(USUAL))
    if not re.fullmatch("[0-9]{1,3}", text) or not 1 <= int(text) <= MOST:
        raise Refused(400, f"The limit must be between 1 and {MOST}", "limit")
    return int(text)


def read_sort(call: Call) -> str:
    sort = call.query.get("sort", "desc")
    if sort not in {"asc", "desc"}:
        raise Refused(400, "The sort must be asc or desc", "sort")
    return sort


def find_start(records: list[R], id: str) -> int:
    ids = [record.id for record in records]
    if id not in ids:
        raise Refused(400, "Invalid cursor value", "from")
    return ids.index(id)
