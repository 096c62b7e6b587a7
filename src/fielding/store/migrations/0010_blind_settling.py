"""Whoever settles a reading no longer sees why the first reader came to theirs."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0009_linking")]
    operations = [migrations.RunSQL([migration_sql("0012_blind_settling")])]
