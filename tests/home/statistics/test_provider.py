"""Plausible or Matomo in the place of our own counting: after the same yes, and only when that yes was about it."""

from types import SimpleNamespace

import pytest
from cookie_consent.models import Cookie, CookieGroup
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.template import Context, Template
from django.test import RequestFactory

from home.statistics.models import DailyCount
from home.statistics.providers import Provider, find_provider
from tests.factories.cookies import publish_cookie_page
from tests.home.statistics.sending import LABEL, consent, send
from tests.visiting import Client

pytestmark = [pytest.mark.django_db, pytest.mark.one_database]

ADDRESS = "plausible://plausible.example/werkflippen.example"


def declare(
    description: str = "Plausible (plausible.example) telt voor ons hoe vaak elke pagina wordt gelezen.",
) -> None:
    CookieGroup.objects.filter(varname="statistics").update(description=description)


def write_body() -> str:
    context = Context({"page": SimpleNamespace(statistics_label=LABEL), "request": RequestFactory().get("/")})
    return Template("{% load statistics %}<body{% statistics_label %}>").render(context)


@pytest.mark.parametrize(
    ("address", "provider"),
    [
        (ADDRESS, Provider("plausible", "https://plausible.example", "werkflippen.example")),
        ("matomo://example.com:8443/piwik/12", Provider("matomo", "https://example.com:8443/piwik", "12")),
        ("", None),
    ],
)
def test_an_address_names_who_counts_and_where(settings, address: str, provider: Provider | None) -> None:
    settings.STATISTICS_URL = address
    assert find_provider() == provider


@pytest.mark.parametrize(
    "address",
    ["https://plausible.example/a", "matomo://matomo.example/werkflippen", "plausible://a.example; script-src */x"],
)
def test_an_address_of_another_form_is_refused_and_nothing_is_sent(settings, address: str) -> None:
    settings.STATISTICS_URL = address
    with pytest.raises(SystemCheckError, match="statistics.E001"):
        call_command("check")
    assert write_body() == "<body>"


@pytest.mark.parametrize(
    "description",
    ["Wij tellen.", "Wij gebruiken geen Plausible.", "Zie niet-plausible.example of plausible.example.nl."],
)
def test_a_provider_whose_host_the_question_does_not_name_is_refused_and_told_nothing(
    settings, description: str
) -> None:
    settings.STATISTICS_URL = ADDRESS
    declare(description)
    cookie = Cookie.objects.get(name="last_visit_day")
    cookie.details.provider = "Plausible Insights OÜ, plausible.example"
    cookie.details.save()
    publish_cookie_page()
    with pytest.raises(SystemCheckError, match=r"(?s)statistics\.E002.*Plausible"):
        call_command("check", databases=["default"])
    assert write_body() == "<body>"


def test_a_declared_provider_is_named_on_the_page_and_counts_instead_of_us(client: Client, settings) -> None:
    settings.STATISTICS_URL = ADDRESS
    declare()
    call_command("check", databases=["default"])
    assert write_body() == "<body>"  # nobody was told yet
    publish_cookie_page()
    assert write_body() == (
        '<body data-statistics-provider="plausible" data-statistics-url="https://plausible.example"'
        ' data-statistics-site="werkflippen.example">'
    )
    assert send(consent(client)).status_code == 204
    assert not DailyCount.objects.exists()
