"""What is done before serving, where the database is not as it should be."""

import pytest
from django.db import connection

from caseward.config.run import preparation
from tests import roles


@pytest.mark.django_db
def test_tables_made_in_another_order_are_told_of_in_a_sentence_and_left() -> None:
    with roles.owner():
        with connection.cursor() as cursor:
            cursor.execute("delete from django_migrations where app = 'organisations'")
        with pytest.raises(SystemExit, match=r"made in another order .* Nothing was changed"):
            preparation.migrate()
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from django_migrations where app = 'organisations'")
            assert cursor.fetchone() == (0,)
