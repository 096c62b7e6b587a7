"""The command `fielding`: readies the surroundings, then hands over to the command line."""

import os

import django

from fielding.cli.main import cli
from fielding.engines.keyring import make_keyring
from fielding.engines.system import SystemRandomness
from fielding.project import surroundings


def main() -> None:
    """Run the command line."""
    ready()
    cli()


def ready() -> None:
    """Make the keys of a new hub, and load Django's settings.

    Keys are made only where there is neither a folder of keys nor a database: a hub whose keys
    were lost must say so, not quietly begin anew.
    """
    environment = os.environ
    var = surroundings.VAR.value(environment)
    keys = surroundings.KEYS.value(environment) or var / "keys"
    if not keys.exists() and not (var / "postgres").exists():
        make_keyring(keys, SystemRandomness().bytes, owner=os.geteuid())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fielding.project.settings")
    django.setup()
