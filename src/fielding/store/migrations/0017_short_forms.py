"""Keeps the forms of near identifiers as whole numbers, and asks once a statement who asks."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0016_second_rules")]
    operations = [migrations.RunSQL([migration_sql("0019_short_forms")])]
