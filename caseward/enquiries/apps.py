"""The enquiries app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from caseward.ui.navigation import Place


class EnquiriesConfig(AppConfig):
    """Anonymised enquiries, from their arrival to their answer."""

    name = "caseward.enquiries"
    label = "enquiries"
    navigation = (
        Place(title=_("Enquiries"), url_name="enquiries:queue", capability="enquiry.take", order=21),
    )
