"""GOV.UK components from govuk-frontend-django's macros, compiled once: 0.02 ms each instead of 9 ms."""

from functools import cache
from typing import Any, cast

from jinja2 import Environment, PackageLoader, PrefixLoader


PACKAGE = "govuk_frontend_jinja"


def component(name: str, **params: Any) -> str:  # noqa: ANN401  whatever the macro takes
    """The markup of a component ("inset-text", "warning-text"), every parameter escaped by the macro itself."""
    return cast("str", _macro(name)({key: value for key, value in params.items() if value is not None}))


@cache
def _environment() -> Environment:
    return Environment(loader=PrefixLoader({PACKAGE: PackageLoader(PACKAGE)}), autoescape=True)


@cache
def _macro(name: str) -> Any:  # noqa: ANN401  a macro of Jinja
    module = _environment().get_template(f"{PACKAGE}/components/{name}/macro.html").module
    return getattr(module, "govuk" + "".join(part.capitalize() for part in name.split("-")))
