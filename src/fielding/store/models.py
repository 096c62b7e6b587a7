"""Accounts of staff, and read-only views of the derived tables, as Django models."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models


class Organisation(models.Model):
    """A firm, a public body or the authority itself; its slug is what entries name."""

    slug = models.SlugField(primary_key=True, max_length=80)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)  # firm, public-body, authority
    begun = models.DateField()
    ended = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class Person(models.Model):
    """What an account may do and for whom. The account's name is a pseudonym; no name is kept."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="person")
    role = models.CharField(max_length=30)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True)
    contract = models.CharField(max_length=80, blank=True)
    #: Services they work on; none named: all.
    services = ArrayField(models.CharField(max_length=80), default=list, blank=True)
    #: How their organisation's own sign-in (OpenID Connect) knows them.
    subject = models.CharField(max_length=200, null=True, unique=True)
    #: An account of the demonstration: its secrets are known to everybody.
    demonstration = models.BooleanField(default=False)
    begun = models.DateField()
    ended = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["role", "user__username"]

    def __str__(self) -> str:
        return self.user.get_username()


class Token(models.Model):
    """A key for programs that act as a person; only its hash is kept."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")
    digest = models.BinaryField(unique=True)
    label = models.CharField(max_length=80)
    begun = models.DateField()
    ended = models.DateField(null=True)

    def __str__(self) -> str:
        return self.label


class CaseStanding(models.Model):
    """How a case stands; row-level security says who sees the row."""

    case_id = models.UUIDField(primary_key=True)
    service = models.TextField()
    definition = models.TextField()
    reference = models.TextField()
    door = models.TextField()
    state = models.TextField()
    waiting = models.BooleanField()
    received_at = models.DateTimeField()
    code = models.TextField(null=True)
    points = models.IntegerField()
    urgent = models.BooleanField()
    suggested = models.TextField(null=True)
    sure = models.BooleanField()
    assigned_to = models.TextField(null=True)
    firm = models.TextField(null=True)
    held = models.TextField(null=True)
    decision = models.TextField(null=True)
    decided_at = models.DateTimeField(null=True)
    deciders = ArrayField(models.TextField())
    decider_firms = ArrayField(models.TextField())
    in_review = models.BooleanField()
    outcome = models.TextField(null=True)
    outcome_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    synthetic = models.BooleanField()
    erased_at = models.DateTimeField(null=True)
    last_at = models.DateTimeField()

    class Meta:
        managed = False
        db_table = "case_row"

    def __str__(self) -> str:
        return self.reference


class ReferralStanding(models.Model):
    """How a referral stands; a body sees its own."""

    referral_id = models.UUIDField(primary_key=True)
    case = models.ForeignKey(CaseStanding, models.DO_NOTHING, related_name="referrals")
    recipient = models.TextField()
    state = models.TextField()
    sent_at = models.DateTimeField()
    delivered_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    return_reason = models.TextField(null=True)
    outcome = models.TextField(null=True)
    outcome_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)

    class Meta:
        managed = False
        db_table = "referral_row"

    def __str__(self) -> str:
        return str(self.referral_id)
