"""Everything the engine can record has words for the reporter."""

import pytest

from fielding.access.roles import Role
from fielding.cases.handling import HOLD_REASONS, PURPOSES
from fielding.definitions.words import ENGINE_KINDS, ENGINE_STATES, NATIONS
from fielding.referral.area import Outside
from fielding.web.speaker import wording

#: Told by a list of its own, or only when urgent; a review's answer has two endings.
VARIANTS = {
    "case.opened": (),
    "case.sorted": ("case-sorted-urgent",),
    "case.received": ("case-received", "case-received-on-behalf"),
    "review.requested": ("review-requested", "review-requested-second-reading"),
    "review.decided": ("review-decided-upheld", "review-decided-replaced"),
}


@pytest.mark.parametrize("kind", ENGINE_KINDS)
def test_every_kind_of_entry_has_words(kind: str) -> None:
    names = VARIANTS.get(kind, (kind.replace(".", "-"),))

    missing = [name for name in names if f"event.{name}" not in wording("en")]

    assert missing == []


@pytest.mark.parametrize(
    ("section", "names"),
    [
        ("role", [role.value for role in Role]),
        ("purpose", list(PURPOSES)),
        ("held-reason", list(HOLD_REASONS)),
        ("outside", [outside.value for outside in Outside]),
        ("standing", list(ENGINE_STATES)),
        ("service", list(NATIONS)),
    ],
)
def test_every_closed_word_of_the_engine_has_words(section: str, names: list[str]) -> None:
    missing = [name for name in names if f"{section}.{name}" not in wording("en")]

    assert missing == []
