"""Evidence bundles to download, for whoever may see who did what. Each one that is made is on record."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from ..models import StaffReading, Version
from ..reports.evidence import EvidenceMixin
from ..reports.reading_log import log_reading
from .bundles import Bundle, NothingSealed, bundle_person, bundle_version
from .downloads import ZIP, give_file


@method_decorator(never_cache, name="dispatch")
class BundleView(EvidenceMixin):
    """A form sends for it: it takes time to make, and a link might be fetched ahead."""

    http_method_names = ["post"]

    def log(self, request: HttpRequest, bundle: Bundle, subject: int | None, detail: str) -> None:
        """The log says which bundle it was, so that one that turns up later can be recognised."""
        what = StaffReading.What.BUNDLE
        log_reading(reader=request.user, what=what, subject=subject, detail=f"{detail} {bundle.manifest}".strip())


class PersonBundleView(BundleView):
    def post(self, request: HttpRequest, account: int) -> HttpResponseBase:
        person = get_object_or_404(get_user_model(), pk=account)
        try:
            bundle = bundle_person(person)
        except NothingSealed as error:
            raise Http404 from error
        self.log(request, bundle, person.pk, "")
        return give_file(bundle.file, ZIP, _("bewijs"), _("account"), person.pk, timezone.localdate())


class VersionBundleView(BundleView):
    def post(self, request: HttpRequest, pk: int) -> HttpResponseBase:
        version = get_object_or_404(Version.objects.select_related("document"), pk=pk)
        bundle = bundle_version(version)
        kind, number = version.document.kind, version.number
        self.log(request, bundle, None, f"{kind} {number}")
        return give_file(bundle.file, ZIP, _("bewijs"), kind, _("versie"), number, timezone.localdate())
