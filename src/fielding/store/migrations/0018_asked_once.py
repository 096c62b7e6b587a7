"""Asks once for a statement who acts on cases, not for each row."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0017_short_forms")]
    operations = [migrations.RunSQL([migration_sql("0020_asked_once")])]
