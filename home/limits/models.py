"""How often somebody did something lately. Who that is cannot be read from it, and it is thrown away within a day."""

from django.db import models


class DailySalt(models.Model):
    """Goes into every key of its day (UTC). Once it is gone, nobody can tell any more whose counts those were."""

    day = models.DateField(primary_key=True)
    salt = models.CharField(max_length=64)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return self.day.isoformat()


class Count(models.Model):
    """Written by `counting` only, in one statement."""

    key = models.CharField(max_length=64, primary_key=True)
    number = models.PositiveIntegerField()
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return str(self.number)
