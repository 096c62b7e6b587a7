"""The services by definition: those on disk now, and those that cases began under."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from fielding.app.errors import UnknownService
from fielding.app.ports import Clock
from fielding.definitions.service import Service
from fielding.engines.definition_files import DefinitionFile, read_definition
from fielding.store.statements import read_statements

SQL = read_statements("ledger_statements")


@dataclass(slots=True)
class KnownServices:
    """Knows the definitions in force; finds older ones in the store, where each was kept."""

    files: Sequence[DefinitionFile]
    clock: Clock
    _by_digest: dict[str, Service] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_digest = {file.service.digest: file.service for file in self.files}

    def current(self, code: str) -> Service:
        """Give the definition in force; raise UnknownService."""
        for service in self.in_force():
            if service.code == code:
                return service
        raise UnknownService(service=code, known=", ".join(s.code for s in self.in_force()))

    def by_digest(self, digest: str) -> Service:
        """Give the definition that an entry names."""
        if digest not in self._by_digest:
            self._by_digest[digest] = _stored(digest)
        return self._by_digest[digest]

    def in_force(self) -> Sequence[Service]:
        """List the services of today."""
        today = self.clock.now().date()
        return [file.service for file in self.files if _holds(file.service, today)]

    def keep_all(self) -> None:
        """Keep today's definitions in the store, so that cases outlive the files."""
        with connection.cursor() as cursor:
            for file in self.files:
                cursor.execute(
                    SQL["keep_definition"],
                    {
                        "digest": file.service.digest,
                        "service": file.service.code,
                        "content": file.content,
                        "tables": file.tables,
                    },
                )


def _holds(service: Service, day: date) -> bool:
    return service.valid_from <= day and (service.valid_to is None or day <= service.valid_to)


def _stored(digest: str) -> Service:
    with connection.cursor() as cursor:
        cursor.execute(SQL["definition"], {"digest": digest})
        row = cursor.fetchone()
    if row is None:
        raise UnknownService(definition=digest)
    return read_definition(bytes(row[1]), bytes(row[2]), file=f"{row[0]} ({digest[:12]})")
