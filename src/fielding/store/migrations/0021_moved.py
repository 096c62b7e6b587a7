"""Says how many reports came or went when something became of a network."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0020_unmet")]
    operations = [migrations.RunSQL([migration_sql("0023_moved")])]
