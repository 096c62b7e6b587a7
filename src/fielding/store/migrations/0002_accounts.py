"""How Django sees cases and referrals; and the accounts: organisations, persons and tokens."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("store", "0001_hub"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CaseStanding",
            fields=[
                ("case_id", models.UUIDField(primary_key=True, serialize=False)),
                ("service", models.TextField()),
                ("definition", models.TextField()),
                ("reference", models.TextField()),
                ("door", models.TextField()),
                ("state", models.TextField()),
                ("waiting", models.BooleanField()),
                ("received_at", models.DateTimeField()),
                ("code", models.TextField(null=True)),
                ("points", models.IntegerField()),
                ("urgent", models.BooleanField()),
                ("suggested", models.TextField(null=True)),
                ("sure", models.BooleanField()),
                ("assigned_to", models.TextField(null=True)),
                ("firm", models.TextField(null=True)),
                ("held", models.TextField(null=True)),
                ("decision", models.TextField(null=True)),
                ("decided_at", models.DateTimeField(null=True)),
                (
                    "deciders",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                (
                    "decider_firms",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.TextField(), size=None
                    ),
                ),
                ("in_review", models.BooleanField()),
                ("outcome", models.TextField(null=True)),
                ("outcome_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
                ("synthetic", models.BooleanField()),
                ("erased_at", models.DateTimeField(null=True)),
                ("last_at", models.DateTimeField()),
            ],
            options={
                "db_table": "case_row",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="ReferralStanding",
            fields=[
                ("referral_id", models.UUIDField(primary_key=True, serialize=False)),
                ("recipient", models.TextField()),
                ("state", models.TextField()),
                ("sent_at", models.DateTimeField()),
                ("delivered_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("return_reason", models.TextField(null=True)),
                ("outcome", models.TextField(null=True)),
                ("outcome_at", models.DateTimeField(null=True)),
                ("due_at", models.DateTimeField(null=True)),
            ],
            options={
                "db_table": "referral_row",
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("slug", models.SlugField(max_length=80, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=200)),
                ("kind", models.CharField(max_length=20)),
                ("begun", models.DateField()),
                ("ended", models.DateField(null=True)),
            ],
            options={
                "ordering": ["kind", "name"],
            },
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("role", models.CharField(max_length=30)),
                ("contract", models.CharField(blank=True, max_length=80)),
                (
                    "services",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=80),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("subject", models.CharField(max_length=200, null=True, unique=True)),
                ("demonstration", models.BooleanField(default=False)),
                ("begun", models.DateField()),
                ("ended", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="store.organisation",
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="person",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["role", "user__username"],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("digest", models.BinaryField(unique=True)),
                ("label", models.CharField(max_length=80)),
                ("begun", models.DateField()),
                ("ended", models.DateField(null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="tokens",
                        to="store.person",
                    ),
                ),
            ],
        ),
    ]
