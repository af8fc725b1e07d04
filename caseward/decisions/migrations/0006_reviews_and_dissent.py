"""What is added to a decision says what it is: words, a review with what it found, or somebody's dissent."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("decisions", "0005_as_what_it_was_decided")]

    operations = [
        migrations.AddField(
            model_name="decisionaddendum",
            name="kind",
            field=models.TextField(
                choices=[("WORDS", "Added"), ("REVIEW", "Looked at again"), ("DISSENT", "Dissent")],
                default="WORDS",
                db_default="WORDS",
            ),
        ),
        migrations.AddField(
            model_name="decisionaddendum",
            name="found",
            field=models.TextField(
                blank=True,
                choices=[("STANDS", "It stands"), ("CHANGED", "It is changed by a later decision")],
                default="",
                db_default="",
            ),
        ),
        migrations.AddField(
            model_name="decisionaddendum",
            name="leads_to",
            field=models.UUIDField(null=True),
        ),
        migrations.AddConstraint(
            model_name="decisionaddendum",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        models.Q(("kind", "REVIEW"), _negated=True), ("found", ""), ("leads_to__isnull", True)
                    ),
                    models.Q(("found", "STANDS"), ("kind", "REVIEW"), ("leads_to__isnull", True)),
                    models.Q(("found", "CHANGED"), ("kind", "REVIEW"), ("leads_to__isnull", False)),
                    _connector="OR",
                ),
                name="decisions_decisionaddendum_review_says_what_it_found",
            ),
        ),
        migrations.AddConstraint(
            model_name="decisionaddendum",
            constraint=models.UniqueConstraint(
                condition=models.Q(("kind", "DISSENT")),
                fields=("decision", "created_by"),
                name="decisions_decisionaddendum_dissents_once_a_person",
            ),
        ),
    ]
