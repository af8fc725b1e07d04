"""Advice products: what a unit says to whoever asks, in editions, so that all who ask are told the same."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class AdviceProduct:
    """One edition of one product: for whom it is, what it is called, and its words."""

    key: str
    version: str
    title: str
    audience: str
    text: str
    effective_from: date
    effective_until: date | None = None

    def is_in_force(self, *, on: date) -> bool:
        """Whether this edition is the one to give on that day, as far as its own days say."""
        return self.effective_from <= on and (self.effective_until is None or on < self.effective_until)

    @property
    def named(self) -> str:
        """As it is chosen and shown: "Somebody is curious (edition 2026-11-23)"."""
        return f"{self.title} (edition {self.version})"
