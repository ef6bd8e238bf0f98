"""The addresses in the admin where evidence is downloaded."""

from django.urls import URLPattern, path

from .bundle_views import PersonBundleView, VersionBundleView
from .downloads import JSON, PDF
from .receipt_views import ActReceiptView


def list_evidence_urls() -> list[URLPattern]:
    as_json, as_pdf = ActReceiptView.as_view(kind=JSON), ActReceiptView.as_view(kind=PDF)
    return [
        path("legal/acts/<uuid:entry>/receipt.json", as_json, name="statements_act_receipt_json"),
        path("legal/acts/<uuid:entry>/receipt.pdf", as_pdf, name="statements_act_receipt_pdf"),
        path("legal/bundle/person/<int:account>/", PersonBundleView.as_view(), name="statements_bundle_person"),
        path("legal/bundle/version/<int:pk>/", VersionBundleView.as_view(), name="statements_bundle_version"),
    ]
