"""What was given by name, and who is shut out, is read by those who may know the compartment."""

from django.db import migrations

from caseward.foundation.records.protection import protect


class Migration(migrations.Migration):
    dependencies = [("compartments", "0001_grants_and_exclusions"), ("access", "0004_who_may_know")]

    operations = [protect("compartments_grant"), protect("compartments_exclusion")]
