"""What can be wrong with a definition, or with a question about one."""


class DefinitionFault(Exception):
    """A definition is wrong; the message names the file and the key, and what is wanted there."""

    def __init__(self, where: str, complaint: str) -> None:
        super().__init__(f"{where}: {complaint}")
        self.where = where
        self.complaint = complaint


class UnknownDefinition(LookupError):
    """Nobody has published a definition of that name, of that version, or in force on that day."""
