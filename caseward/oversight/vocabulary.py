"""The words of oversight: diaries, rules that a look can meet, what comes of a line, what is said of a sample."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class DiaryOf(TextChoices):
    """Whose looks a diary lists: those at one record, or those of one officer."""

    RECORD = "record", _("a record")
    OFFICER = "officer", _("an officer")


class Rule(TextChoices):
    """Why a look stands in the lists: each a plain fact about the look, none a judgement of whoever looked."""

    OFF_DUTY = "off-duty", _("Off duty")
    NO_TASK = "no-task", _("No task")
    FAMOUS_NAME = "famous-name", _("Famous name")
    OWN_NAME = "own-name", _("Own surname")
    OWN_ADDRESS = "own-address", _("Own address")
    MANY_LOOKS = "many-looks", _("Many people within an hour")
    DECOY = "decoy", _("Decoy record")


class Outcome(TextChoices):
    """What came of a line of the lists."""

    EXPLAINED = "explained", _("Explained")
    REFERRED = "referred", _("Referred")


class Attested(TextChoices):
    """What a second person says of a look that was drawn by lot."""

    JUSTIFIED = "justified", _("Justified")
    NOT_JUSTIFIED = "not-justified", _("Not justified")
    CANNOT_TELL = "cannot-tell", _("Cannot tell: referred")
