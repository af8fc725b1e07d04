"""Lists page by page, found by the key of their order: the last page costs what the first does (ADR 0017)."""

from caseward.foundation.paging.orders import Key, Order, There
from caseward.foundation.paging.places import END, SIZE, START, Page, Place


__all__ = ["END", "SIZE", "START", "Key", "Order", "Page", "Place", "There"]
