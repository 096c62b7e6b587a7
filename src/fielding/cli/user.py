"""`fielding user`: accounts of staff."""

import base64
import sys

import click

from fielding.access.roles import Role
from fielding.engines.system import SystemClock, SystemRandomness
from fielding.store.accounts import STAFF_ROLES, NewPerson, add_person

_PASSWORD_BYTES = 15


@click.group("user")
def user_group() -> None:
    """Accounts of staff. The public needs none."""


@user_group.command("add")
@click.argument("handle")
@click.option(
    "--role", type=click.Choice([r.value for r in STAFF_ROLES]), required=True, help="What they do."
)
@click.option("--org", help="The organisation they act for, by its slug.")
@click.option("--contract", default="", help="The contract they work under.")
@click.option("--service", "services", multiple=True, help="A service they work on; may repeat.")
@click.option(
    "--password-stdin",
    is_flag=True,
    help="Read the password from standard input; else one is drawn.",
)
def add_command(
    *,
    handle: str,
    role: str,
    org: str | None,
    contract: str,
    services: tuple[str, ...],
    password_stdin: bool,
) -> None:
    """Add an account. HANDLE is a pseudonym, never a name: it stands in the ledger for ever.

    At the first sign-in it enrols a passkey or a code generator, and reaches nothing before.
    """
    password = sys.stdin.readline().rstrip("\n") if password_stdin else _drawn()
    new = NewPerson(
        handle=handle, role=Role(role), organisation=org, contract=contract, services=services
    )
    add_person(new, password=password, begun=SystemClock().now().date())
    click.echo(f"Added {handle} as {role}.", err=True)
    if not password_stdin:
        click.echo(f"Password (shown this once): {password}")


def _drawn() -> str:
    return base64.b32encode(SystemRandomness().bytes(_PASSWORD_BYTES)).decode().lower()
