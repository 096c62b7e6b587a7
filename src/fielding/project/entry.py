"""The command `fielding`: readies the surroundings, then hands over to the command line."""

import os
import sys
from pkgutil import resolve_name

import django

from fielding.engines.keyring import make_keyring
from fielding.engines.system import SystemRandomness
from fielding.kernel.errors import FieldingError
from fielding.project import surroundings
from fielding.project.loading import uncollected

#: Whoever only asks what there is gets no keys made.
_ASKS = {"--help", "-h", "--version"}
_CLI = "fielding.cli.main:cli"
_NOT_READY = 3


def main() -> None:
    """Run the command line."""
    with uncollected():
        try:
            ready(new_keys=not _ASKS & set(sys.argv))
        except FieldingError as fault:
            sys.stderr.write(f"{fault}\n")
            sys.exit(_NOT_READY)
        # Only now: the commands reach for models, which want the settings first.
        command_line = resolve_name(_CLI)
    command_line()


def ready(*, new_keys: bool = True) -> None:
    """Make the keys of a new hub, and load Django's settings.

    Keys are made only where there is neither a folder of keys nor a database: a hub whose keys
    were lost must say so, not quietly begin anew.
    """
    environment = os.environ
    var = surroundings.VAR.value(environment)
    keys = surroundings.KEYS.value(environment) or var / "keys"
    if new_keys and not keys.exists() and not (var / "postgres").exists():
        make_keyring(keys, SystemRandomness().bytes, owner=os.geteuid())
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fielding.project.settings")
    django.setup()
