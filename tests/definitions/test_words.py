"""The words a definition may use are those the engine has."""

from fielding.access.roles import Role
from fielding.cases.case import CLOSED, RECEIVED, RETURNED
from fielding.cases.history import KINDS
from fielding.definitions.words import ENGINE_KINDS, ENGINE_STATES, ROLES


def test_words_of_the_language_are_those_of_the_engine() -> None:
    assert set(ROLES) < set(Role)
    assert set(ENGINE_STATES) == {RECEIVED, RETURNED, CLOSED}
    assert set(ENGINE_KINDS) == KINDS
