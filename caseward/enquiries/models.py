"""An enquiry that names nobody, its answers, and apart from it how whoever asked is reached."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from caseward.accounts.models import User
from caseward.cases.models import Case
from caseward.enquiries.vocabulary import AgeBand, Asker, Basis, Channel, Ended, How
from caseward.foundation.paging import Key, Order
from caseward.foundation.records.constraints import together
from caseward.foundation.records.models import APPEND_ONLY_KEPT, RECORD_KEPT, AppendOnly, Record


IS_OPEN = Q(closed_at__isnull=True)
# All run by the same rule, so whichever came first is due first.
OLDEST = Order((Key("received_at", datetime), Key("id")))
LAST_CLOSED = Order((Key("closed_at", datetime), Key("id")), descending=True)


class Enquiry(Record):
    """What somebody asks a unit about a person whom the enquiry does not name."""

    reference = models.TextField(unique=True)
    channel = models.TextField(choices=Channel.choices)
    received_at = models.DateTimeField()
    asker = models.TextField(choices=Asker.choices)
    age_band = models.TextField(choices=AgeBand.choices)
    concern = models.TextField()
    wants = models.TextField(blank=True, default="")
    taken_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    answered_at = models.DateTimeField(null=True)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    basis = models.TextField(choices=Basis.choices, null=True)  # noqa: DJ001  paired with the case
    basis_said = models.TextField(null=True)  # noqa: DJ001  paired with the case
    closed_at = models.DateTimeField(null=True)
    closed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+", null=True, db_index=False)
    closed_how = models.TextField(choices=Ended.choices, null=True)  # noqa: DJ001  paired with closed_at
    closed_because = models.TextField(null=True)  # noqa: DJ001  paired with closed_at

    class Meta:
        """Says something; ended by somebody for a reason, and answered unless it was withdrawn."""

        constraints = [
            together("enquiries_enquiry", "taken_at", "taken_by"),
            together("enquiries_enquiry", "case", "basis", "basis_said"),
            together("enquiries_enquiry", "closed_at", "closed_by", "closed_how", "closed_because"),
            models.UniqueConstraint(
                name="enquiries_enquiry_id_and_compartment", fields=["id", "compartment"]
            ),
            models.CheckConstraint(name="enquiries_enquiry_says_something", condition=~Q(concern="")),
            models.CheckConstraint(
                name="enquiries_enquiry_ends_answered_or_withdrawn",
                condition=Q(closed_at__isnull=True)
                | Q(answered_at__isnull=False)
                | Q(closed_how=Ended.WITHDRAWN),
            ),
        ]
        indexes = [
            models.Index(
                F("compartment"), *OLDEST.columns(), name="enquiries_open_of_unit", condition=IS_OPEN
            ),
            models.Index(
                F("compartment"), *LAST_CLOSED.columns(), name="enquiries_closed_of_unit", condition=~IS_OPEN
            ),
        ]

    class Lifecycle:
        """The words end with the enquiry; that there was one, when, and how it ended stays."""

        personal = dict.fromkeys(("concern", "wants", "basis_said", "closed_because"), "erase")
        kept = RECORD_KEPT | {
            "reference", "channel", "received_at", "asker", "age_band", "taken_at", "taken_by", "answered_at", "case",
            "basis", "closed_at", "closed_by", "closed_how",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.reference


class AskerContact(Record):
    """How whoever asked is reached: kept apart, for the reply alone, and emptied when the enquiry ends."""

    keeps_history: ClassVar[bool] = False  # what was erased would live on in it

    enquiry = models.OneToOneField(Enquiry, on_delete=models.PROTECT, related_name="contact")
    name = models.TextField(blank=True, default="")
    organisation = models.TextField(blank=True, default="")
    contact = models.TextField(blank=True, default="")
    erased_at = models.DateTimeField(null=True)

    class Meta:
        """Once erased there is nothing in it."""

        constraints = [
            models.CheckConstraint(
                name="enquiries_askercontact_erased_is_empty",
                condition=Q(erased_at__isnull=True) | Q(name="", organisation="", contact=""),
            )
        ]

    class Lifecycle:
        """Ends with the reply."""

        personal = dict.fromkeys(("name", "organisation", "contact"), "erase")
        kept = RECORD_KEPT | {"enquiry", "erased_at"}

    def __str__(self) -> str:
        return str(self.pk)


class EnquiryAnswer(AppendOnly):
    """What was advised: the edition of a product, and the words beside it (failings F55)."""

    enquiry = models.ForeignKey(Enquiry, on_delete=models.PROTECT, related_name="answers")
    product = models.TextField()
    edition = models.TextField()
    words = models.TextField(blank=True, default="")
    how = models.TextField(choices=How.choices)

    class Meta:
        """An answer names its product."""

        constraints = [
            models.CheckConstraint(
                name="enquiries_enquiryanswer_names_its_edition", condition=~(Q(product="") | Q(edition=""))
            )
        ]

    class Lifecycle:
        """Ends with the enquiry; which edition was given stays."""

        personal = {"words": "erase"}
        kept = APPEND_ONLY_KEPT | {"enquiry", "product", "edition", "how"}

    def __str__(self) -> str:
        return f"{self.product} {self.edition}"
