"""Why fences are listing orders only: they list honest bodies that exact limits leave alone."""

from fractions import Fraction
from random import Random

from fielding.oversight.flags.fences import fence_of
from fielding.oversight.statistics.funnels import State, limits_at


def test_a_fence_lists_honest_small_bodies_that_exact_limits_leave_alone() -> None:
    random, listed, outside = Random(2026), 0, 0
    for _ in range(20):
        sizes = [random.randint(2, 400) for _ in range(300)]
        bodies = [(sum(random.random() < 0.1 for _ in range(n)), n) for n in sizes]
        rate = sum(met for met, _ in bodies) / sum(sizes)
        fence = fence_of([Fraction(met, n) for met, n in bodies])
        assert fence is not None
        listed += sum(Fraction(met, n) >= fence.upper for met, n in bodies)
        outside += sum(
            met / n > rate and limits_at(rate, n).state(met) is State.OUTSIDE_998
            for met, n in bodies
        )

    # Of 6,000 honest bodies: about 3 in 100 against the stated 1 in 1,000 at most.
    assert 120 < listed < 240
    assert outside <= 12
