"""Lets the linker alone say how far the ledger was read for links."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0018_asked_once")]
    operations = [migrations.RunSQL([migration_sql("0021_kept_head")])]
