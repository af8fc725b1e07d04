"""The door: every change and every revealing read goes through a command."""

from caseward.foundation.commands.context import Context
from caseward.foundation.commands.running import command, query, step


__all__ = ["Context", "command", "query", "step"]
