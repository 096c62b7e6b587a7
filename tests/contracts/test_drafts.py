"""What `app.ports.Drafts` promises, on the memory and on PostgreSQL alike."""

from datetime import timedelta

import pytest

from fielding.app.drafts import KEPT, Draft, forget_draft, keep_draft, read_draft
from fielding.app.errors import DraftGone
from fielding.app.ports import Hub
from fielding.testing.clock import MONDAY

LOCATOR = b"l" * 32
OTHER = b"another locator".ljust(32)


def test_a_draft_comes_back_to_whoever_has_the_code(either_hub: Hub) -> None:
    draft = Draft(service="noise", answers={"story": "It began in May", "when": ["day"]}, key="k")

    keep_draft(either_hub, "A CODE", draft)

    assert read_draft(either_hub, "A CODE") == draft


def test_another_code_finds_no_draft(either_hub: Hub) -> None:
    keep_draft(either_hub, "A CODE", Draft(service="noise", answers={}, key="k"))

    with pytest.raises(DraftGone):
        read_draft(either_hub, "ANOTHER CODE")


def test_a_later_draft_takes_the_place_of_the_earlier(either_hub: Hub) -> None:
    keep_draft(either_hub, "A CODE", Draft(service="noise", answers={"now": "no"}, key="k"))

    keep_draft(either_hub, "A CODE", Draft(service="noise", answers={"now": "yes"}, key="k"))

    assert read_draft(either_hub, "A CODE").answers == {"now": "yes"}


def test_a_forgotten_draft_is_gone(either_hub: Hub) -> None:
    keep_draft(either_hub, "A CODE", Draft(service="noise", answers={}, key="k"))

    forget_draft(either_hub, "A CODE")

    with pytest.raises(DraftGone):
        read_draft(either_hub, "A CODE")


def test_forgetting_what_is_not_there_does_nothing(either_hub: Hub) -> None:
    either_hub.drafts.forget(LOCATOR)

    assert either_hub.drafts.read(LOCATOR, MONDAY) is None


def test_a_box_is_given_only_within_its_time(either_hub: Hub) -> None:
    either_hub.drafts.keep(LOCATOR, b"a box", MONDAY)

    assert either_hub.drafts.read(LOCATOR, MONDAY - KEPT) == b"a box"
    assert either_hub.drafts.read(LOCATOR, MONDAY) is None
    assert either_hub.drafts.read(LOCATOR, MONDAY + timedelta(days=1)) is None


def test_a_box_that_nobody_came_back_to_is_destroyed(either_hub: Hub) -> None:
    either_hub.drafts.keep(LOCATOR, b"old", MONDAY)
    either_hub.drafts.keep(OTHER, b"new", MONDAY + timedelta(days=2))

    either_hub.drafts.forget_old(MONDAY + timedelta(days=1))

    assert either_hub.drafts.read(LOCATOR, MONDAY - KEPT) is None
    assert either_hub.drafts.read(OTHER, MONDAY) == b"new"
