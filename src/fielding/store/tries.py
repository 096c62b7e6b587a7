"""Wrong codes tried on a reference, whatever the door: after ten in an hour, a wait is asked.

Counted in the database: no worker or machine counts for itself, and nobody can try faster than
the counting.
"""

import hashlib

from django.db import connection

from fielding.store.statements import read_statements

SQL = read_statements("tries_statements")
MOST = 10
WITHIN_SECONDS = 3600


def may_try(reference: str) -> bool:
    """Say whether another try on a reference is allowed now."""
    with connection.cursor() as cursor:
        cursor.execute(SQL["wrong_tries"], _asked(reference))
        found = cursor.fetchone()
    return found is None or found[0] < MOST


def note_wrong_try(reference: str) -> None:
    """Count a wrong try; the hour runs from the first."""
    with connection.cursor() as cursor:
        cursor.execute(SQL["forget_old_tries"], {"within": WITHIN_SECONDS})
        cursor.execute(SQL["note_wrong_try"], _asked(reference))


def _asked(reference: str) -> dict[str, bytes | int]:
    """Name the count without keeping what was typed: people type their names into wrong fields."""
    typed = "".join(reference.upper().split())
    return {"locator": hashlib.sha256(typed.encode()).digest(), "within": WITHIN_SECONDS}
