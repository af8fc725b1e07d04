"""Many ids or words are one parameter: a question has one text and one plan, however many are asked about."""

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import ForeignKey, TextField, UUIDField
from django.db.models.fields.related_lookups import RelatedIn
from django.db.models.lookups import In


class _AnyOf:
    """`id = any(array)` instead of `id in (one, another, …)`; a question inside a question stays as it is."""

    def as_postgresql(self: Any, compiler: Any, connection: Any) -> tuple[str, list[Any]]:  # noqa: ANN401
        """As Django compiles it, but for values that are given."""
        if not self.rhs_is_direct_value():
            return self.as_sql(compiler, connection)  # type: ignore[no-any-return]  # Django's own
        given = list(dict.fromkeys(one for one in self.rhs if one is not None))
        if not given:
            raise EmptyResultSet
        text, values = self.process_lhs(compiler, connection)
        prepared = self.lhs.output_field.get_db_prep_value
        return f"{text} = any(%s)", [*values, [prepared(one, connection) for one in given]]


class AnyValue(_AnyOf, In):
    """Of a column of ids or words."""


class AnyRelated(_AnyOf, RelatedIn):
    """Of a column that points to another table."""


def register() -> None:
    """Let every such column ask this way."""
    UUIDField.register_lookup(AnyValue)
    TextField.register_lookup(AnyValue)
    ForeignKey.register_lookup(AnyRelated)
