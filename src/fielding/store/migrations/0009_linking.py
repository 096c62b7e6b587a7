"""What linking keeps: reports, identifiers by token, who mentions what, and networks."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0008_judgements")]
    operations = [migrations.RunSQL([migration_sql("0011_linking")])]
