from django.urls import path, register_converter

from . import member_views, views
from .converters import DocumentConverter

register_converter(DocumentConverter, "document")

app_name = "statements"
urlpatterns = [
    path("account/afspraken/", member_views.show_agreements, name="agreements"),
    path("account/afspraken/nieuw/", member_views.ReviewView.as_view(), name="review"),
    path("<document:document>/", views.show_document, name="document"),
    path("<document:document>/versies/", views.show_archive, name="archive"),
    path("<document:document>/versies/<int:number>/", views.show_version, name="version"),
    path("<document:document>/versies/<int:number>/verschil/<int:other>/", views.show_difference, name="difference"),
]
