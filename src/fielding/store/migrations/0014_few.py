"""With how few reports an identifier may be many strangers', kept with the limits."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0013_persons")]
    operations = [migrations.RunSQL([migration_sql("0016_few")])]
