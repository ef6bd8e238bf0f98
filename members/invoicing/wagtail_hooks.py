from django.contrib.auth.models import Permission
from django.db.models import QuerySet
from wagtail import hooks

from .admin_views import InvoiceViewSet, invoice_viewset


@hooks.register("register_admin_viewset")
def register_invoices() -> InvoiceViewSet:
    return invoice_viewset


@hooks.register("register_permissions")
def register_invoice_permissions() -> QuerySet[Permission]:
    return Permission.objects.filter(
        content_type__app_label="invoicing", codename__in=["view_invoice", "change_invoicingrules"]
    )
