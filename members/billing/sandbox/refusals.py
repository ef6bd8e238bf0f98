"""What Mollie answers to what it does not carry out."""

from http import HTTPStatus

from .records import Json

DOCUMENTATION = {"href": "https://docs.mollie.com/overview/handling-errors", "type": "text/html"}
# Python 3.13 has a newer name for it than Mollie.
TITLES = {422: "Unprocessable Entity"}


class Refused(Exception):
    """`field` names what is wrong in the request, as `amount.value`."""

    def __init__(self, status: int, detail: str, field: str = "") -> None:
        super().__init__(detail)
        self.status, self.detail, self.field = status, detail, field

    def describe(self) -> Json:
        title = TITLES.get(self.status) or HTTPStatus(self.status).phrase
        named = {"field": self.field} if self.field else {}
        links = {"documentation": DOCUMENTATION}
        return {"status": self.status, "title": title, "detail": self.detail, **named, "_links": links}
