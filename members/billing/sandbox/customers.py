"""Who pays more than once: the API for customers."""

from __future__ import annotations

from functools import partial

from .calls import Call
from .listing import list_page
from .mandates import revoke
from .records import Customer, Json, Mandate
from .rules import LOCALES
from .wording import link_documentation, write_link, write_moment
from .world import World

KNOWN = ("name", "email", "locale", "metadata")


def create_customer(call: Call) -> Json:
    call.fields.allow(KNOWN)
    customer = Customer(
        id=call.world.make_id("cst_"),
        mode=call.mode,
        created_at=call.world.clock.now(),
        name=call.fields.read_text("name"),
        email=call.fields.read_email("email"),
        locale=call.fields.read_choice("locale", LOCALES),
        metadata=call.fields.read_metadata(),
    )
    call.world.store.save(customer)
    return describe_customer(call.world, customer)


def list_customers(call: Call) -> Json:
    customers = [customer for customer in call.list(Customer) if not customer.deleted_at]
    return list_page(call, "customers", "customers", customers, partial(describe_customer, call.world))


def get_customer(call: Call, customer_id: str) -> Json:
    call.allow_query()
    return describe_customer(call.world, call.find_customer(customer_id))


def update_customer(call: Call, customer_id: str) -> Json:
    """What is not named stays as it is."""
    customer = call.find_customer(customer_id)
    call.fields.allow(KNOWN)
    customer.name = call.fields.read_text("name") or customer.name
    customer.email = call.fields.read_email("email") or customer.email
    customer.locale = call.fields.read_choice("locale", LOCALES) or customer.locale
    if "metadata" in call.fields:
        customer.metadata = call.fields.read_metadata()
    call.world.store.save(customer)
    return describe_customer(call.world, customer)


def delete_customer(call: Call, customer_id: str) -> None:
    """Their payments stay; their mandates end."""
    customer = call.find_customer(customer_id)
    for mandate in call.list(Mandate, customer.id):
        revoke(call.world, mandate)
    customer.name = customer.email = customer.metadata = None
    customer.deleted_at = call.world.clock.now()
    call.world.store.save(customer)


def describe_customer(world: World, customer: Customer) -> Json:
    address = f"{world.address}/v2/customers/{customer.id}"
    return {
        "resource": "customer",
        "id": customer.id,
        "mode": customer.mode,
        "name": customer.name,
        "email": customer.email,
        "locale": customer.locale,
        "metadata": customer.metadata,
        "createdAt": write_moment(customer.created_at),
        "_links": {
            "self": write_link(address),
            "mandates": write_link(f"{address}/mandates"),
            "payments": write_link(f"{address}/payments"),
            "documentation": link_documentation("get-customer"),
        },
    }
