from django.urls import path, register_converter
from django.views.decorators.http import require_safe

from . import views
from .acts import answer_views, member_views
from .archive import views as archive_views
from .archive.feeds import VersionFeed
from .converters import DocumentConverter
from .documents import overview
from .evidence import receipt_views
from .evidence.downloads import JSON, PDF

register_converter(DocumentConverter, "document")

app_name = "statements"
urlpatterns = [
    path("account/afspraken/", member_views.show_agreements, name="agreements"),
    path("account/afspraken/nieuw/", answer_views.ReviewView.as_view(), name="review"),
    path("account/afspraken/aankondiging/<int:number>/", member_views.dismiss, name="dismiss"),
    path("account/afspraken/<uuid:entry>/bewijs.json", receipt_views.give_own_receipt, {"kind": JSON}, "receipt_json"),
    path("account/afspraken/<uuid:entry>/bewijs.pdf", receipt_views.give_own_receipt, {"kind": PDF}, "receipt_pdf"),
    path("account/afspraken/<document:document>/", answer_views.AnswerView.as_view(), name="answer"),
    path("afspraken/", overview.show_documents, name="documents"),
    path("<document:document>/", views.show_document, name="document"),
    path("<document:document>/versies/", archive_views.show_archive, name="archive"),
    path("<document:document>/versies/feed/", require_safe(VersionFeed()), name="feed"),
    path("<document:document>/versies/verschil/", archive_views.choose_difference, name="choose_difference"),
    path("<document:document>/versies/<int:number>/", views.show_version, name="version"),
    path("<document:document>/versies/<int:number>/pdf/", receipt_views.give_text_pdf, name="pdf"),
    path(
        "<document:document>/versies/<int:number>/verschil/<int:other>/",
        archive_views.show_difference,
        name="difference",
    ),
]
