"""What can go wrong when a service definition is read."""

from collections.abc import Iterable

from fielding.definitions.faults import Fault
from fielding.kernel.errors import FieldingError


class InvalidDefinition(FieldingError):
    """The service definition has faults: mend each one named below, then read it again."""

    code = "invalid_definition"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: (fault.file, fault.line)))
        listed = "\n".join(str(fault) for fault in self.faults)
        super().__init__(f"{type(self).__doc__}\n{listed}", faults=self.faults)


class NotACondition(FieldingError):
    """A condition reads like `contact includes phone` or `kind is one of romance, shopping`."""

    code = "not_a_condition"

    def __init__(self, message: str, remedy: str) -> None:
        self.remedy = remedy
        super().__init__(message, remedy=remedy)
