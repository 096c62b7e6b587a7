"""The second version of the rules of linking: the linker reads the ledger from its start."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0015_unbound_forms")]
    operations = [migrations.RunSQL([migration_sql("0018_second_rules")])]
