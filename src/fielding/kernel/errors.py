"""The root of all errors: a stable code, a message that says what to do, facts as fields."""

from typing import ClassVar


class FieldingError(Exception):
    """Something went wrong in the hub; look at its code and its facts."""

    #: Stable name for programs; the docstring is the message for people.
    code: ClassVar[str] = "fielding"

    def __init__(self, message: str = "", **facts: object) -> None:
        self.facts = facts
        super().__init__(message or self.describe())

    def describe(self) -> str:
        """Say what happened, from the docstring and the facts."""
        sentence = (type(self).__doc__ or "").strip().partition("\n\n")[0]
        told = ", ".join(f"{name}: {fact}" for name, fact in self.facts.items())
        return f"{sentence} ({told})" if told else sentence
