"""What a browser would send: the fields of a form on a page as they stand there."""

from html.parser import HTMLParser

from django.http import HttpResponse


class FormReader(HTMLParser):
    """Collects the fields of the form with this action, or without one. Boxes count when ticked, buttons never."""

    def __init__(self, action: str | None) -> None:
        super().__init__()
        self.action = action
        self.is_inside = False
        self.fields: dict[str, str] = {}
        self.boxes: dict[str, bool] = {}
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        if tag == "form":
            self.is_inside = given.get("action") == self.action
        if self.is_inside and tag == "a":
            self.links.append(given["href"] or "")
        if self.is_inside and tag == "input" and (name := given.get("name")):
            self._read_input(name, given)

    def _read_input(self, name: str, given: dict[str, str | None]) -> None:
        if given.get("type") == "checkbox":
            self.boxes[name] = "checked" in given
            if "checked" in given:
                self.fields[name] = given.get("value") or "on"
        else:
            self.fields[name] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.is_inside = False


def read_form(response: HttpResponse, action: str | None) -> FormReader:
    """The form on this page that is sent to `action`; None for the one that is sent to its own page."""
    reader = FormReader(action)
    reader.feed(response.content.decode())
    assert reader.fields, f"no form for {action} on this page"
    return reader
