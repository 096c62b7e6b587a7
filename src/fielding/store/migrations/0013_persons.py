"""Likely one person: keys under which reports meet, and the pairs that a model finds."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0012_wording")]
    operations = [migrations.RunSQL([migration_sql("0015_persons")])]
