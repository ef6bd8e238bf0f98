"""Every way in is the same way in: no address logs anybody in around the stages, and no session without them lives."""

from collections.abc import Iterator

import pytest
from django.contrib.auth import login
from django.contrib.auth import views as auth_views
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, get_resolver, path, resolve
from wagtail.admin.views.account import LoginView as WagtailLoginView

from members.accounts.models import User
from tests.factories.accounts import PASSWORD, log_in, make_member, make_staff
from tests.factories.people import make_person
from tests.factories.second_factor import give_app
from tests.visiting import Client
from werkflippen.urls import urlpatterns as real

pytestmark = pytest.mark.django_db


def log_in_barely(request: HttpRequest) -> HttpResponse:
    login(request, User.objects.get(email=request.POST["username"]), "django.contrib.auth.backends.ModelBackend")
    return HttpResponse("in")


rogue = [path("rogue/wagtail/", WagtailLoginView.as_view()), path("rogue/bare/", log_in_barely)]
urlpatterns = [*rogue, *real]


def walk(patterns: list, before: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in patterns:
        written = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, written)
        else:
            yield written, pattern


def find_foreign_log_ins(patterns: list) -> list[str]:
    """Addresses that are served by a view of Django or Wagtail that logs in, or that gives a new password."""
    foreign = (auth_views.LoginView, auth_views.PasswordResetConfirmView, auth_views.PasswordChangeView)
    found = []
    for written, pattern in walk(patterns):
        declared = getattr(pattern.callback, "view_class", None)
        if declared is None or not issubclass(declared, foreign):
            continue
        served = getattr(resolve("/" + written).func, "view_class", None)
        if served and issubclass(served, foreign):
            found.append(written)
    return found


def test_no_address_is_served_by_a_foreign_log_in() -> None:
    assert find_foreign_log_ins(get_resolver().url_patterns) == []


@pytest.mark.urls("tests.members.second_factor.test_doors")
def test_the_search_for_foreign_log_ins_finds_one() -> None:
    assert find_foreign_log_ins(get_resolver().url_patterns) == ["rogue/wagtail/"]


def test_every_view_of_allauth_that_logs_in_is_one_that_goes_through_the_stages() -> None:
    """Whoever raises allauth's version, or switches a log-in of it on, looks at what is new here."""
    names = {pattern.name for _written, pattern in walk(get_resolver().url_patterns) if is_of_allauth(pattern)}
    assert {name for name in names if name} <= {
        *("account_login", "account_logout", "account_signup", "account_inactive", "account_reauthenticate"),
        *("account_email", "account_email_verification_sent", "account_confirm_email"),
        *("account_change_password", "account_set_password", "account_reset_password"),
        *("account_reset_password_done", "account_reset_password_from_key", "account_reset_password_from_key_done"),
        *("account_request_login_code", "account_confirm_login_code"),
    }


def is_of_allauth(pattern: URLPattern) -> bool:
    """Its own views, and ours that are made from them."""
    view = getattr(pattern.callback, "view_class", pattern.callback)
    bases = [view, *getattr(view, "__mro__", ())]
    return any(str(getattr(base, "__module__", "")).startswith("allauth.") for base in bases)


@pytest.mark.urls("tests.members.second_factor.test_doors")
@pytest.mark.parametrize("door", ["/rogue/wagtail/", "/rogue/bare/"])
@pytest.mark.parametrize("who", ["member", "member with an app", "staff"])
def test_who_is_logged_in_by_another_view_gets_no_session(client: Client, door: str, who: str) -> None:
    person = make_staff() if who == "staff" else make_member()
    if who != "member":
        give_app(person)
    response = client.post(door, {"username": person.email, "password": PASSWORD})
    assert response.status_code == 403
    assert "_auth_user_id" not in client.session
    assert client.get("/account/").status_code == 302


@pytest.mark.parametrize("closed", ["no mark", "inactive", "an app of somebody else", "an app without a code"])
def test_the_guard_refuses_whatever_is_missing(rf, client: Client, closed: str) -> None:
    person = make_member(is_active=closed != "inactive")
    person.came_through_stages = closed != "no mark"
    if closed == "an app of somebody else":
        person.otp_device = give_app(make_person("noor@voorbeeld.example"))
    elif closed == "an app without a code":
        person.otp_device = give_app(person)
        person.otp_device.confirmed = False
    request = rf.post("/")
    request.session, request.user = client.session, None
    with pytest.raises(PermissionDenied):
        login(request, person, "django.contrib.auth.backends.ModelBackend")
    assert list(request.session.items()) == []
    assert not request.user.is_authenticated


def test_a_member_who_comes_to_work_here_is_logged_out_and_sets_up_a_second_factor(client: Client) -> None:
    person = make_member()
    log_in(client)
    assert client.get("/account/").status_code == 200
    person.groups.add(Group.objects.get(name="Support"))
    assert client.get("/account/")["Location"] == "/account/login/?next=/account/"
    assert "_auth_user_id" not in client.session
    assert log_in(client)["Location"] == "/account/login/tweede-stap/"


@pytest.mark.parametrize("right", ["group", "superuser"])
def test_a_session_of_staff_without_a_second_factor_has_no_rights_anywhere(client: Client, right: str) -> None:
    """Also when it came to be in a way that nobody thought of: the session loses its device."""
    person = make_staff() if right == "group" else make_person(is_superuser=True)
    client.force_login(person)
    assert client.get("/admin/").status_code == 200
    session = client.session
    del session["otp_device_id"]
    session.save()
    assert client.get("/admin/")["Location"] == "/account/login/?next=/admin/"
    assert "_auth_user_id" not in client.session


def test_the_app_of_somebody_else_verifies_nobody(client: Client) -> None:
    client.force_login(make_staff())
    session = client.session
    session["otp_device_id"] = give_app(make_member()).persistent_id
    session.save()
    assert client.get("/admin/").status_code == 302
