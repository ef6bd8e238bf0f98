from django.db import models
from django.utils.translation import gettext_lazy as _


class StaffReading(models.Model):
    """That a colleague looked at somebody's data. Numbers instead of names: this is a log, kept for 24 months."""

    class What(models.TextChoices):
        LIST = "list", _("overzicht bekeken")
        EXPORT = "export", _("overzicht gedownload")
        PERSON = "person", _("antwoorden van één persoon bekeken")
        ACCOUNT = "account", _("account van één persoon bekeken")
        ACCESS = "access", _("toegang van één persoon bekeken")
        INVOICE = "invoice", _("factuur van één persoon bekeken")
        ORDER = "order", _("bestelling van één persoon bekeken")
        RECEIPT = "receipt", _("ontvangstbewijs gedownload")
        BUNDLE = "bundle", _("bewijsbundel gedownload")

    reader = models.BigIntegerField(_("account van de lezer"))
    read_at = models.DateTimeField(_("wanneer"), db_index=True)
    what = models.CharField(_("wat"), max_length=20, choices=What)
    subject = models.BigIntegerField(_("account over wie het ging"), null=True, db_index=True)
    detail = models.CharField(_("welk deel"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("inzage in persoonsgegevens")
        verbose_name_plural = _("inzages in persoonsgegevens")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.reader} {self.what}"
