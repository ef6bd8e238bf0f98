"""The whole address book. Dutch stands at the root, English under /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.http import Http404
from django.urls import include, path, re_path
from django.views.defaults import page_not_found
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls

from courses.sessions.calendar_views import show_calendar
from home.pages.security_txt import show_security_txt
from home.pages.sitemap import show_robots, show_sitemap
from home.pages.views import check_health
from members.accounts.address_views import ConfirmSignUpView
from members.billing.webhook_views import receive

handler400 = "home.pages.views.refuse_broken_request"
handler500 = "home.pages.views.admit_mistake"

to_login = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns = [
    path("healthz", check_health, name="healthz"),
    path("robots.txt", show_robots, name="robots"),
    path("sitemap.xml", show_sitemap, name="sitemap"),
    path(".well-known/security.txt", show_security_txt, name="security_txt"),
    path(".well-known/change-password", RedirectView.as_view(pattern_name="account_change_password")),
    # One door: Wagtail's own forms for logging in and for a new password are closed, so that every rule of the log-in
    # holds for everybody.
    path("admin/login/", to_login),
    path("_util/login/", to_login),
    path("en/_util/login/", to_login),
    re_path("^admin/password_reset/", page_not_found, {"exception": Http404()}),
    path("admin/", include(wagtailadmin_urls)),
    path("agenda/<slug:secret>.ics", show_calendar, name="calendar"),
    path("betalen/mollie/<uuid:key>/<slug:signature>/", receive, name="mollie_webhook"),
    path("statistiek/", include("home.statistics.urls")),
    path("tegengehouden/", include("home.held_back.urls")),
    *i18n_patterns(
        path("account/", include("members.accounts.urls")),
        path("account/confirm-email/<str:key>/", ConfirmSignUpView.as_view(), name="account_confirm_email"),
        path("account/", include("allauth.account.urls")),
        path("account/", include("courses.sessions.urls")),
        path("account/meetellen/", include("home.statistics.account_urls")),
        path("account/facturen/", include("members.invoicing.urls")),
        path("cookies/keuze/", include("legal.cookies.urls")),
        path("grootboek/", include("legal.ledger.urls")),
        path("", include("members.membership.urls")),
        path("", include("members.billing.urls")),
        path("", include("courses.certificates.urls")),
        path("zoeken/", include("courses.finding.urls")),
        path("", include("legal.statements.urls")),
        path("", include("courses.files.urls")),
        path("", include("courses.catalogue.urls")),
        path("", include("home.pages.urls")),
        path("", include("courses.urls")),
        path("", include(wagtail_urls)),
        prefix_default_language=False,
    ),
]
