"""The books: chains of entries that are not about a case, with their keys and texts."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0003_tries")]
    operations = [migrations.RunSQL([migration_sql("0006_books")])]
