"""Services in memory, and one to try things out with, whose definition is a file like any other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from fielding.app.errors import UnknownService
from fielding.definitions.service import Service
from fielding.engines.definition_files import DefinitionFile, DefinitionFiles, read_definition
from fielding.engines.reference_tables import ReferenceTables


@dataclass(frozen=True, slots=True)
class MemoryServices:
    """Knows the services it was given; of one code, the last is in force."""

    services: Sequence[Service]

    def current(self, code: str) -> Service:
        """Give the definition in force; raise UnknownService."""
        for service in reversed(self.services):
            if service.code == code:
                return service
        raise UnknownService(service=code)

    def by_digest(self, digest: str) -> Service:
        """Give the definition that an entry names."""
        for service in self.services:
            if service.digest == digest:
                return service
        raise UnknownService(definition=digest)

    def in_force(self) -> Sequence[Service]:
        """List the services."""
        return list({service.code: service for service in self.services}.values())


@cache
def shipped_files() -> Sequence[DefinitionFile]:
    """Read the shipped definitions, once: reading them takes longer than most tests."""
    return DefinitionFiles(ReferenceTables()).all()


def shipped() -> Mapping[str, Service]:
    """Give the shipped services by their codes."""
    return {file.service.code: file.service for file in shipped_files()}


@cache
def sample_service() -> Service:
    """Read the sample service: noise, small and with every part that the engine acts on."""
    content = (files("fielding.testing") / "noise.yaml").read_bytes()
    return read_definition(content, b"{}", file="noise.yaml")
