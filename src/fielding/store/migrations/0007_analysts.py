"""Analysts open cases as assessors do."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0006_narrower_sight")]
    operations = [migrations.RunSQL([migration_sql("0009_analysts")])]
