"""What each role may do at all."""

import pytest

from fielding.access.errors import NotPermitted
from fielding.access.permissions import MAY, Action, require
from fielding.access.roles import Actor, Role
from fielding.definitions.words import ROLES


def test_every_role_is_thought_of() -> None:
    assert set(MAY) == set(Role)


def test_definitions_speak_of_every_role_but_those_that_link_or_keep_the_books() -> None:
    others = {
        Role.ANALYST,
        Role.CONTRACT_MANAGER, Role.AWARD_OFFICER, Role.SECOND_READER, Role.ADJUDICATOR,
        Role.SUPPLIER,
    }  # fmt: skip

    assert {role.value for role in set(Role) - others} == set(ROLES)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_a_role_passes_where_it_may_and_is_refused_where_not(role: Role, action: Action) -> None:
    actor = Actor(name="somebody", role=role)

    if action in MAY[role]:
        require(actor, action)
        return
    with pytest.raises(NotPermitted) as refused:
        require(actor, action)
    assert refused.value.facts == {"role": role.value, "action": action.value}


@pytest.mark.parametrize(
    "role",
    [
        Role.ADMINISTRATOR, Role.OVERSEER, Role.REPORTER, Role.CONTRACT_MANAGER,
        Role.AWARD_OFFICER, Role.SECOND_READER, Role.ADJUDICATOR, Role.SUPPLIER,
    ],
)  # fmt: skip
def test_who_has_no_business_with_cases_opens_none(role: Role) -> None:
    assert not {Action.OPEN, Action.DECIDE, Action.ASSIGN, Action.REVIEW} & MAY[role]


def test_only_data_protection_erases() -> None:
    assert [role for role in Role if Action.ERASE in MAY[role]] == [Role.DATA_PROTECTION_OFFICER]
