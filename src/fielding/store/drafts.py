"""Keeps sealed drafts; what they hold, only the return code opens."""

from datetime import datetime

from django.db import OperationalError, connection

from fielding.app.errors import StoreUnreachable
from fielding.store.statements import read_statements

SQL = read_statements("ledger_statements")


class PostgresDrafts:
    """The draft table: boxes by locator."""

    def keep(self, locator: bytes, box: bytes, at: datetime) -> None:
        """Keep a box, in place of an earlier one."""
        self._run("keep_draft", {"locator": locator, "box": box, "at": at})

    def read(self, locator: bytes, after: datetime) -> bytes | None:
        """Give a box that was kept after a moment."""
        found = self._run("read_draft", {"locator": locator, "after": after})
        return bytes(found[0]) if found else None  # type: ignore[call-overload]

    def forget(self, locator: bytes) -> None:
        """Destroy a box."""
        self._run("forget_draft", {"locator": locator})

    def forget_old(self, before: datetime) -> None:
        """Destroy the boxes that nobody came back to."""
        self._run("forget_old_drafts", {"before": before})

    def _run(
        self, statement: str, values: dict[str, bytes | datetime]
    ) -> tuple[object, ...] | None:
        try:
            with connection.cursor() as cursor:
                cursor.execute(SQL[statement], values)
                return cursor.fetchone() if cursor.description else None
        except OperationalError as fault:
            raise StoreUnreachable from fault
