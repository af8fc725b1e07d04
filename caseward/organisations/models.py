"""Forces, units and partners; which compartments a unit has; and organisations that a case is about."""

import uuid

from django.db import models

from caseward.foundation.access.models import Compartment
from caseward.foundation.records.models import RECORD_KEPT, Record
from caseward.organisations.vocabulary import Layer, Sector, UnitKind


class Force(models.Model):
    """A police force."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(unique=True)
    name = models.TextField()

    class Lifecycle:
        """Configuration."""

        exempt = "names an organisation, never a person"
        kept = {"id", "code", "name"}

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A team of a force, or of the whole region, and the compartments in which it works."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.SlugField(unique=True)
    name = models.TextField()
    kind = models.TextField(choices=UnitKind.choices)
    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, related_name="units")
    contact = models.TextField(blank=True, default="")
    referrals_compartment = models.ForeignKey(
        Compartment, on_delete=models.PROTECT, null=True, related_name="+"
    )
    cases_compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, null=True, related_name="+")
    office_compartment = models.ForeignKey(Compartment, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        """A unit works somewhere."""

        constraints = [
            models.CheckConstraint(
                name="organisations_unit_works_in_a_compartment",
                condition=models.Q(referrals_compartment__isnull=False)
                | models.Q(cases_compartment__isnull=False)
                | models.Q(office_compartment__isnull=False),
            )
        ]

    class Lifecycle:
        """Configuration."""

        exempt = "names a team, never a person"
        kept = {
            "id", "key", "name", "kind", "force", "contact",
            "referrals_compartment", "cases_compartment", "office_compartment",
        }  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def compartments(self) -> dict[Layer, uuid.UUID]:
        """The compartment of each layer that the unit has."""
        each = {
            Layer.REFERRALS: self.referrals_compartment_id,
            Layer.CASES: self.cases_compartment_id,
            Layer.OFFICE: self.office_compartment_id,
        }
        return {layer: found for layer, found in each.items() if found is not None}


class Partner(models.Model):
    """An organisation that works with the police on somebody's safety."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.TextField()
    sector = models.TextField(choices=Sector.choices)
    force = models.ForeignKey(Force, on_delete=models.PROTECT, null=True, related_name="partners")

    class Lifecycle:
        """Configuration."""

        exempt = "names an organisation, never the subject of a record"
        kept = {"id", "name", "sector", "force"}

    def __str__(self) -> str:
        return self.name


class PartnerContact(models.Model):
    """How to reach a partner at work."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="contacts")
    post = models.TextField()
    name = models.TextField(blank=True, default="")
    email = models.EmailField(blank=True, default="")
    phone = models.TextField(blank=True, default="")

    class Lifecycle:
        """Work contacts of professionals; erased when they change."""

        exempt = "a professional's contact at work, never the subject of a record"
        personal = {"name": "erase", "email": "erase", "phone": "erase"}
        kept = {"id", "partner", "post"}

    def __str__(self) -> str:
        return self.post


class Organisation(Record):
    """An organisation or institution that the work of a unit is about: known to that unit, and to nobody else."""

    name = models.TextField()
    sector = models.TextField(choices=Sector.choices)
    place = models.TextField(blank=True, default="")

    class Lifecycle:
        """What a unit knows of an organisation ends with the cases about it; a small one's name can be a person's."""

        personal = {"name": "erase", "place": "erase"}
        kept = RECORD_KEPT | {"sector"}

    def __str__(self) -> str:
        return self.name
