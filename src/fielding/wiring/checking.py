"""Checks a service file against the language and against the reference tables of this hub."""

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings

from fielding.definitions.errors import InvalidDefinition
from fielding.definitions.faults import Fault
from fielding.engines.definition_files import DefinitionFiles
from fielding.wiring.hub import reference_tables


def faults_of(file: Path) -> Sequence[Fault]:
    """List every fault of a service file; none when it can be used."""
    files = DefinitionFiles(reference_tables(), settings.FIELDING_SERVICES)
    try:
        files.read(file)
    except InvalidDefinition as invalid:
        return invalid.faults
    return ()
