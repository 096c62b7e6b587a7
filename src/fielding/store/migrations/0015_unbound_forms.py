"""Forms of near identifiers are no longer tied to their identifier by a foreign key."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0014_few")]
    operations = [migrations.RunSQL([migration_sql("0017_unbound_forms")])]
