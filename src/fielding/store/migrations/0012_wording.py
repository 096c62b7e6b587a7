"""A keyed sketch of what a report tells in its own words."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0011_handed_networks")]
    operations = [migrations.RunSQL([migration_sql("0014_wording")])]
