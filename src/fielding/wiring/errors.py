"""What can go wrong where ports meet adapters."""

from fielding.kernel.errors import FieldingError


class NoSuchDoor(FieldingError):
    """The service takes in no files of this format; its definition says under `intake` which it does."""  # noqa: E501 one sentence

    code = "no_such_door"


class HoldsRealCases(FieldingError):
    """This hub holds real cases only; make synthetic ones in a hub of their own."""

    code = "holds_real_cases"


class NothingLinked(FieldingError):
    """No report is linked yet, so there is nothing that twins could be like; link reports first."""

    code = "linking.nothing_linked"
