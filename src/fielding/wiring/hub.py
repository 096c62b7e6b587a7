"""Builds the hub that the rims hand to use cases, from Django's settings; once per process."""

from functools import cache

from django.conf import settings

from fielding.app.ports import Hub
from fielding.engines.calendar import BankHolidays
from fielding.engines.definition_files import DefinitionFiles
from fielding.engines.geography import ReferencePlaces
from fielding.engines.keyring import Keyring, read_keyring
from fielding.engines.reference_tables import ReferenceTables
from fielding.engines.sort_codes import SortCodes, read_sort_codes
from fielding.engines.system import SystemClock, SystemRandomness
from fielding.store.drafts import PostgresDrafts
from fielding.store.proofs import PostgresProofs
from fielding.store.transactions import PostgresStore
from fielding.wiring.services import KnownServices


@cache
def keyring() -> Keyring:
    """Read the hub's keys; the process does not start without them."""
    return read_keyring(settings.FIELDING_KEYS, settings.FIELDING_ORIGIN)


@cache
def reference_tables() -> ReferenceTables:
    """Find the reference tables: shipped, or replaced by the operator."""
    return ReferenceTables(settings.FIELDING_REFERENCE)


@cache
def places() -> ReferencePlaces:
    """Know the places of the country: read when first asked for, once per process."""
    return ReferencePlaces(reference_tables())


@cache
def sort_codes() -> SortCodes | None:
    """Read the operator's table of sort codes, where there is one. Raises BrokenSortCodes."""
    folder = settings.FIELDING_SORT_CODES
    return read_sort_codes(folder) if folder else None


@cache
def services() -> KnownServices:
    """Read the service definitions."""
    files = DefinitionFiles(reference_tables(), settings.FIELDING_SERVICES)
    return KnownServices(files.all(), SystemClock())


@cache
def hub() -> Hub:
    """Build the hub of this process."""
    keys, clock, random = keyring(), SystemClock(), SystemRandomness()
    accounts = sort_codes()
    return Hub(
        store=PostgresStore(kek=keys.kek, token_key=keys.tokens, random=random.bytes, clock=clock),
        services=services(),
        proofs=PostgresProofs(promise_key=keys.promise, clock=clock),
        drafts=PostgresDrafts(),
        places=places(),
        workdays=BankHolidays(),
        clock=clock,
        stamp=clock,
        random=random,
        token_key=keys.tokens,
        accounts=accounts.table if accounts else None,
    )
