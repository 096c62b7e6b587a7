"""Judgements, marks and referred networks: folios of those who link reports."""

from django.db import migrations

from fielding.store.statements import migration_sql


class Migration(migrations.Migration):
    dependencies = [("store", "0007_analysts")]
    operations = [migrations.RunSQL([migration_sql("0010_judgements")])]
