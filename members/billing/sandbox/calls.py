"""A request to the API as those who answer it get it: who asks, in which mode, and with what."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from .records import Customer, Json, Record
from .refusals import Refused
from .rules import Fields, refuse_unknown
from .world import World

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Call:
    world: World
    mode: str
    query: dict[str, str]
    given: Json

    @cached_property
    def fields(self) -> Fields:
        return Fields(self.given)

    def find(self, kind: type[R], id: str) -> R:
        return self.world.find(kind, id, self.mode)

    def find_customer(self, id: str) -> Customer:
        customer = self.find(Customer, id)
        if customer.deleted_at:
            raise Refused(410, "The customer is no longer available")
        return customer

    def list(self, kind: type[R], parent: str | None = None) -> list[R]:
        """Newest first, of this mode."""
        return [record for record in self.world.store.list(kind, parent) if record.mode == self.mode]

    def allow_query(self, *known: str) -> None:
        refuse_unknown("query", self.query, known)
