"""Draws from a seeded source: by weights, by percent, log-normal, and in working hours."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from math import exp
from random import Random
from typing import TypeVar

Thing = TypeVar("Thing")

OPENS, CLOSES = 8, 18
SATURDAY = 5


def seeded(name: str) -> Random:
    """Give a source that is the same for the same name, whatever else was drawn."""
    return Random(name)  # noqa: S311 a simulation has to be repeatable


def by_weight(rng: Random, weights: Mapping[Thing, float]) -> Thing:
    """Draw one thing, each as often as its weight says."""
    return rng.choices(list(weights), list(weights.values()))[0]


def percent(rng: Random, share: float) -> bool:
    """Say yes in so many cases of a hundred."""
    return rng.random() * 100 < share


def some(rng: Random, things: Sequence[Thing], most: int) -> list[Thing]:
    """Draw one to `most` different things."""
    return rng.sample(things, min(len(things), rng.randint(1, most)))


def around(rng: Random, middle: float, spread: float) -> float:
    """Draw from a log-normal distribution."""
    return middle * exp(rng.gauss(0, spread))


def in_working_hours(moment: datetime) -> datetime:
    """Give the moment itself, or the next at which somebody is at work."""
    if moment.hour >= CLOSES:
        moment = (moment + timedelta(days=1)).replace(hour=OPENS)
    elif moment.hour < OPENS:
        moment = moment.replace(hour=OPENS)
    while moment.weekday() >= SATURDAY:
        moment += timedelta(days=1)
    return moment
