"""Drafts: sealed under a key that only the return code gives."""

from dataclasses import replace

import pytest

from fielding.app.drafts import KEPT, Draft, keep_draft, open_draft, read_draft, seal_draft
from fielding.app.errors import DraftGone
from fielding.testing.hub import World, a_world

DRAFT = Draft(service="noise", answers={"story": "Since the day they moved in."}, key="k-1")


@pytest.fixture
def world() -> World:
    return a_world()


def test_a_draft_waits_for_28_days(world: World) -> None:
    keep_draft(world.hub, "CODE", DRAFT)
    world.clock.advance(seconds=KEPT.total_seconds() - 60)
    assert read_draft(world.hub, "CODE") == DRAFT

    world.clock.advance(minutes=2)

    with pytest.raises(DraftGone):
        read_draft(world.hub, "CODE")


def test_a_box_holds_no_readable_word(world: World) -> None:
    box = seal_draft(world.hub, "CODE", DRAFT)

    assert b"moved" not in box
    assert b"noise" not in box


def test_a_box_opens_only_with_the_code_and_the_hubs_own_key(world: World) -> None:
    box = seal_draft(world.hub, "CODE", DRAFT)
    other_hub = replace(world.hub, token_key=b"o" * 32)

    assert open_draft(world.hub, "CODE", box) == DRAFT
    with pytest.raises(DraftGone):
        open_draft(world.hub, "CODF", box)
    with pytest.raises(DraftGone):
        open_draft(other_hub, "CODE", box)


@pytest.mark.parametrize("box", [b"", b"x", b"x" * 12, b"x" * 27, b"x" * 5000])
def test_a_box_that_somebody_made_up_is_no_draft(world: World, box: bytes) -> None:
    with pytest.raises(DraftGone):
        open_draft(world.hub, "CODE", box)
