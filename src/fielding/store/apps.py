"""The one Django app with models."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """PostgreSQL, as Django sees it."""

    name = "fielding.store"
    label = "store"
