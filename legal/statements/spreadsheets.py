from typing import Any

from wagtail.admin.views.reports import ReportView

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


class SafeReportView(ReportView):
    """A report whose downloads hold text only: a name such as `=1+1` is no formula (OWASP ASVS 5.0, 1.2.10)."""

    def preprocess_field_value(self, field: str, value: Any, export_format: str) -> Any:
        written = super().preprocess_field_value(field, value, export_format)
        if isinstance(written, str) and written.startswith(FORMULA_STARTS):
            return f"'{written}"
        return written
