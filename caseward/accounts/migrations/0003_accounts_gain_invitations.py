"""One-time passwords, versions, tries of passwords, and the account that sets the platform up."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


SET_UP = """
insert into accounts_user (id, username, name, email, kind, is_demo, password, version)
values ('00000000-0000-4000-8000-000000000001', 'set-up', 'Set-up', '', 'SERVICE', false, '!', 1);
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_accounts_under_the_write_guard")]

    operations = [
        migrations.AddField("user", "invited_until", models.DateTimeField(null=True)),
        migrations.AddField("user", "version", models.PositiveIntegerField(default=1)),
        migrations.CreateModel(
            name="FailedSignIn",
            fields=[
                ("id", models.BigAutoField(primary_key=True, serialize=False)),
                ("name_digest", models.BinaryField()),
                ("at", models.DateTimeField()),
                (
                    "user",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["name_digest", "-at"], name="accounts_failedsignin_by_name"),
                    models.Index(fields=["user", "-at"], name="accounts_failedsignin_by_user"),
                    models.Index(fields=["at"], name="accounts_failedsignin_by_time"),
                ],
            },
        ),
        migrations.RunSQL(SET_UP, migrations.RunSQL.noop),
    ]
