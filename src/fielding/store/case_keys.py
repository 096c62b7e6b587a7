"""Keys of cases and folios: wrapped by the month's service key, which the KEK wraps in turn."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from psycopg import Cursor

from fielding.app.ports import CaseKey
from fielding.ledger.sealing import KEY_BYTES, NONCE_BYTES, unwrap_key, wrap_key
from fielding.store.statements import read_statements

SQL = read_statements("ledger_statements")


@dataclass(slots=True, kw_only=True)
class CaseKeys:
    """Draws, wraps and opens the keys of cases and folios in one transaction.

    `opened` holds service keys in memory only, and for this transaction only: a month's first key
    may be rolled back with it, and must then wrap nothing.
    """

    kek: bytes = field(repr=False)
    random: Callable[[int], bytes]
    opened: dict[str, bytes] = field(repr=False)

    def draw(self, cursor: Cursor, subject: str, at: datetime) -> CaseKey:
        """Draw a new key for a subject, wrapped by this month's service key."""
        month = f"{at:%Y-%m}"
        service_key = self._service_key(cursor, month)
        key = self.random(KEY_BYTES)
        nonce = self.random(NONCE_BYTES)
        wrapped = wrap_key(service_key, key, bound=subject, nonce=nonce)
        return CaseKey(key=key, wrapped=wrapped, month=month)

    def open(self, cursor: Cursor, subject: str, month: str, wrapped: bytes) -> bytes:
        """Open a stored key."""
        return unwrap_key(self._service_key(cursor, month), wrapped, bound=subject)

    def _service_key(self, cursor: Cursor, month: str) -> bytes:
        if month not in self.opened:
            self.opened[month] = self._load(cursor, month)
        return self.opened[month]

    def _load(self, cursor: Cursor, month: str) -> bytes:
        bound = f"service-key/{month}"
        found = cursor.execute(SQL["service_key"], {"month": month}).fetchone()
        if found is None:
            drawn = self.random(KEY_BYTES)
            wrapped = wrap_key(self.kek, drawn, bound=bound, nonce=self.random(NONCE_BYTES))
            cursor.execute(SQL["insert_service_key"], {"month": month, "wrapped": wrapped})
            found = cursor.execute(SQL["service_key"], {"month": month}).fetchone()
        if found is None:
            raise LookupError(month)
        return unwrap_key(self.kek, bytes(found[0]), bound=bound)
