"""A session of a provider is a kind of entry."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("chronology", "0007_what_a_contact_says"),
    ]

    operations = [
        migrations.AlterField(
            model_name="entry",
            name="kind",
            field=models.TextField(
                choices=[
                    ("EVENT", "Event"),
                    ("MISSING", "Missing episode"),
                    ("HEALTH", "Health"),
                    ("HOUSING", "Housing"),
                    ("RELEASE", "Release from custody"),
                    ("MOVE", "Move to another place"),
                    ("CONTACT", "Contact"),
                    ("SESSION", "Session"),
                    ("NOTE", "Note"),
                    ("INTELLIGENCE", "Intelligence"),
                    ("DECISION", "Decision"),
                    ("SYSTEM", "Record"),
                ]
            ),
        ),
    ]
