"""Every address of the site, filled in so that it is about something that is there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from .place import Place

Holes = tuple[str, ...]
Pattern = tuple[str, Holes]  # the name of an address, and the names of the holes in it


def list_patterns(resolver: URLResolver, inside: str = "", route: str = "", holes: Holes = ()) -> Iterator[Pattern]:
    for pattern in resolver.url_patterns:
        whole, named = f"{route}{pattern.pattern}", (*holes, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            deeper = f"{inside}{pattern.namespace}:" if pattern.namespace else inside
            yield from list_patterns(pattern, deeper, whole, named)
        elif isinstance(pattern, URLPattern):
            yield (f"{inside}{pattern.name}" if pattern.name else whole), named


def name_each(patterns: Iterable[Pattern]) -> dict[str, Pattern]:
    """A name that stands for several shapes has the shape in brackets behind it, from the second on."""
    named: dict[str, Pattern] = {}
    for name, holes in patterns:
        named[f"{name} [{', '.join(holes)}]" if name in named else name] = (name, holes)
    return named


def list_addresses(place: Place) -> dict[str, str]:
    """The address of each name; those about a page a second time, about a legal page, and of settings too."""
    named = name_each(list_patterns(get_resolver()))
    found = {label: fill(place, *pattern) for label, pattern in named.items()}
    legal = {"page_id": place.legal.pk, "pk": place.legal.pk, "parent_page_id": place.legal.pk}
    for label, (name, holes) in named.items():
        if name.startswith(("wagtailadmin_pages:", "wagtailadmin_explore", "wagtail_localize:submit_page")) and holes:
            found[f"{label} of a legal page"] = fill(place, name, holes, **legal)
    rules = {"app_name": "statements", "model_name": "publicationrules", "pk": place.rules.pk}
    found["wagtailsettings:edit of the rules"] = fill(place, "wagtailsettings:edit", tuple(rules), **rules)
    series = {"app_name": "invoicing", "model_name": "invoicingrules", "pk": place.invoicing_rules.pk}
    found["wagtailsettings:edit of invoicing"] = fill(place, "wagtailsettings:edit", tuple(series), **series)
    return found


def fill(place: Place, name: str, holes: Holes, **otherwise: object) -> str:
    if name == "wagtail_serve":
        return str(place.lesson.url)
    if "/" in name:  # has no name: it goes by how the address book writes it
        return "/" + re.sub(r"[\^$]", "", name).replace(".*", "bestaat-niet")
    start = max((start for start in place.in_other_holes if name.startswith(start)), key=len, default="")
    filling = place.in_holes | place.in_other_holes.get(start, {}) | otherwise
    return reverse(name, kwargs={hole: filling[hole] for hole in holes})
