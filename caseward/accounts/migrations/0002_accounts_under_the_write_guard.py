"""The runtime role changes accounts only inside commands; the public page acts under an account of its own."""

from django.db import migrations

from caseward.foundation.records.protection import guard


PUBLIC_PAGE = """
insert into accounts_user (id, username, name, email, kind, is_demo, password)
values ('00000000-0000-4000-8000-000000000000', 'public-page', 'Public page', '', 'SERVICE', false, '!');
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_accounts"), ("access", "0002_row_level_security")]

    operations = [guard("accounts_user"), migrations.RunSQL(PUBLIC_PAGE, migrations.RunSQL.noop)]
