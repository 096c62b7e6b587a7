"""Each role sees of the books what its work needs; nobody opens a seed but the hub."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0005_erased_readings")]
    operations = [migrations.RunSQL([migration_sql("0008_narrower_sight")])]
