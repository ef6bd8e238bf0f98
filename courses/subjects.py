"""How courses are told apart: what they are about, and for whom they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Subject(models.TextChoices):
    MEETINGS = "overleg", _("Overleg")
    TIME = "tijd", _("Tijd")
    FIGURES = "cijfers", _("Cijfers")
    TEAMWORK = "samenwerken", _("Samenwerken")


class Level(models.TextChoices):
    BASIC = "basis", _("Basis")
    ADVANCED = "gevorderd", _("Gevorderd")
