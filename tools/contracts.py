"""Our own import contract: from another app, only its public rooms."""

from typing import Any, cast

from importlinter import Contract, ContractCheck, fields, output


class PrivateRooms(Contract):
    """Modules outside an app may import only that app's public rooms."""

    apps = fields.ListField(subfield=fields.StringField())
    public_rooms = fields.SetField(subfield=fields.StringField())
    # Single modules that apps above may build on, each with its reason beside it in pyproject.toml.
    public_modules = fields.SetField(subfield=fields.StringField(), required=False, default=set())
    composers = fields.SetField(subfield=fields.StringField(), required=False, default=set())

    def check(self, graph: Any, verbose: bool) -> ContractCheck:  # noqa: ANN401, ARG002, FBT001  their signature
        """Every import of a private room from outside its app."""
        apps = cast("list[str]", self.apps)
        broken = [pair for app in apps for pair in self._broken(graph, app)]
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        """One line for each import that goes where it may not."""
        for importer, module in check.metadata["broken"]:
            output.print_error(f"{importer} -> {module}: a private room of another app")

    def _broken(self, graph: Any, app: str) -> list[tuple[str, str]]:  # noqa: ANN401  grimp's graph has no types
        inside = {app} | graph.find_descendants(app)
        private = [module for module in sorted(inside - {app}) if not self._is_public(module, app)]
        return [
            (importer, module)
            for module in private
            for importer in sorted(graph.find_modules_that_directly_import(module))
            if importer not in inside and not self._composes(importer)
        ]

    def _is_public(self, module: str, app: str) -> bool:
        return module.removeprefix(f"{app}.").split(".")[0] in cast(
            "set[str]", self.public_rooms
        ) or module in cast("set[str]", self.public_modules)

    def _composes(self, importer: str) -> bool:
        return any(
            importer == composer or importer.startswith(f"{composer}.")
            for composer in cast("set[str]", self.composers)
        )
