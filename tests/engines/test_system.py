"""The machine's clock and randomness."""

from datetime import UTC

from fielding.engines.system import SystemClock, SystemRandomness


def test_the_clock_is_aware_and_in_utc_and_never_far_behind_itself() -> None:
    clock = SystemClock()

    first, second = clock.now(), clock.now()

    assert first.tzinfo is UTC
    assert first <= second


def test_randomness_gives_as_many_bytes_as_asked_and_others_each_time() -> None:
    random = SystemRandomness()

    first, second = random.bytes(32), random.bytes(32)

    assert len(first) == 32
    assert first != second
