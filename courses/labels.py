"""How courses are told apart beside their topic: how they are given, and for whom they are."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Form(models.TextChoices):
    ONLINE = "online", _("E-learning")
    LIVE = "live", _("Live")
    BLENDED = "blended", _("E-learning en live")


class Level(models.TextChoices):
    BASIC = "basis", _("Basis")
    ADVANCED = "gevorderd", _("Gevorderd")
