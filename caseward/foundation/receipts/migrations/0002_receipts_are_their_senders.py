"""Each person reads his own receipts; the public page, which has no session, reads its own."""

from django.db import migrations

from caseward.foundation.records.protection import own_rows


PUBLIC = """
create policy public_page on receipts_receipt for all to caseward_runtime
    using (user_id = '00000000-0000-4000-8000-000000000000' and (select sec.uid()) is null)
    with check (user_id = '00000000-0000-4000-8000-000000000000' and (select sec.uid()) is null);
"""


class Migration(migrations.Migration):
    dependencies = [("receipts", "0001_receipts"), ("access", "0002_row_level_security")]

    operations = [own_rows("receipts_receipt"), migrations.RunSQL(PUBLIC, migrations.RunSQL.noop)]
