"""Wrong codes tried on a reference, counted by a hash of what was typed."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0002_accounts")]
    operations = [migrations.RunSQL([migration_sql("0005_tries")])]
