"""The catalogue: every published definition, read and checked once, handed out as typed and frozen rules."""

from caseward.foundation.catalogue.faults import DefinitionFault, UnknownDefinition
from caseward.foundation.catalogue.shelf import Catalogue, catalogue, load
from caseward.foundation.catalogue.sources import Source


__all__ = ["Catalogue", "DefinitionFault", "Source", "UnknownDefinition", "catalogue", "load"]
