"""What a look-up of somebody kept in silence turned out to be."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Outcome(models.TextChoices):
    """What its keepers made of it."""

    NAMESAKE = "NAMESAKE", _("Somebody else of a like name was meant")
    IN_ORDER = "IN_ORDER", _("It was in order, and nothing follows")
    ASKED = "ASKED", _("The officer’s supervisor was asked, without saying why")
    REFERRED = "REFERRED", _("Referred to professional standards")
