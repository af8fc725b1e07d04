"""What reading a typed text gives when it gives nothing: the reason, in a sentence, and never a guess."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A text that was not read: a translatable reason, with the words to be put into it."""

    reason: str
    values: Mapping[str, str | int] = field(default_factory=dict, hash=False)

    def __bool__(self) -> bool:
        return False

    @property
    def sentence(self) -> str:
        """The reason as an officer reads it in English."""
        return self.reason.format(**self.values)
