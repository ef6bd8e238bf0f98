from django.urls import path, register_converter

from . import views


class NumberConverter:
    """Letters of the series, the year, and the number in it."""

    regex = "[A-Z]{1,8}[0-9]{4}-[0-9]{5,9}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(NumberConverter, "invoice")

app_name = "invoices"
urlpatterns = [
    path("", views.list_invoices, name="list"),
    path("<invoice:number>.pdf", views.download_pdf, name="pdf"),
    path("<invoice:number>.xml", views.download_ubl, name="ubl"),
]
