"""Officers see the reports of a network that was handed to their body, as it was then."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0010_blind_settling")]
    operations = [migrations.RunSQL([migration_sql("0013_handed_networks")])]
