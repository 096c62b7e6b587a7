"""The hub: its ledger, the sealed store, how each case stands, and who sees what."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    initial = True
    operations = [
        migrations.RunSQL([migration_sql("0001_ledger")]),
        migrations.RunSQL([migration_sql("0002_sealed")]),
        migrations.RunSQL([migration_sql("0003_standing")]),
        migrations.RunSQL([migration_sql("0004_access")]),
    ]
