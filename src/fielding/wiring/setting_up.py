"""Sets a hub up: server, roles, tables, definitions. Running it again changes nothing."""

from django.conf import settings
from django.core.management import call_command

from fielding.engines.embedded_postgres import EmbeddedPostgres
from fielding.engines.system import SystemClock
from fielding.store.accounts import load_bodies
from fielding.store.provision import provision
from fielding.wiring.hub import reference_tables, services, sort_codes


def own_server() -> EmbeddedPostgres | None:
    """Give the server that the hub runs itself; None when it was given another."""
    if settings.FIELDING_DATABASE_URL:
        return None
    return EmbeddedPostgres(settings.FIELDING_VAR / "postgres")


def set_up() -> None:
    """Start our own server if there is one; bring roles, tables, definitions, bodies up to date.

    Raises BrokenSortCodes before anything is begun.
    """
    sort_codes()
    server = own_server()
    if server is not None:
        server.start()
    provision(
        settings.FIELDING_ADMINISTRATOR,
        settings.FIELDING_DATABASE_NAME,
        settings.FIELDING_PASSWORDS,
    )
    call_command("migrate", database="owner", interactive=False, verbosity=0)
    services().keep_all()
    bodies = reference_tables().read("police_forces").mappings
    load_bodies(bodies, begun=SystemClock().now().date())
