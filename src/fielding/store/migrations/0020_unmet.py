"""Lets the identifiers of a backlog wait, to meet those near them all at once."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0019_kept_head")]
    operations = [migrations.RunSQL([migration_sql("0022_unmet")])]
