"""Whoever erases a case may erase what was written when it was read again."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0004_books")]
    operations = [migrations.RunSQL([migration_sql("0007_erased_readings")])]
