"""`fielding reset`: throws away all that a hub keeps in its folder."""

import shutil
from pathlib import Path

import click
from django.conf import settings

from fielding.wiring.running import stop


@click.command("reset")
@click.option("--yes", is_flag=True, help="Do not ask.")
def reset_command(yes: bool) -> None:
    """Stop the hub and remove its folder: database, keys, logs, all of it.

    With a database of your own (FIELDING_DATABASE_URL) it refuses: without the keys nothing in
    that database could be read again.
    """
    var = Path(settings.FIELDING_VAR)
    if settings.FIELDING_DATABASE_URL:
        raise click.UsageError(
            f"The database is not in {var}, but the keys to it may be. Drop the database yourself."
        )
    if not yes:
        click.confirm(f"Remove {var} with every report, key and log in it?", abort=True)
    stop()
    shutil.rmtree(var, ignore_errors=True)
    click.echo(f"Removed {var}.")
