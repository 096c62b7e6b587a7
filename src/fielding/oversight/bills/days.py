"""Sets of days as bits of a whole number, so that months of days cost a line almost nothing."""

from collections.abc import Iterator
from datetime import date, timedelta

from fielding.oversight.bills.period import Period

#: The day of bit 0; earlier days are none that anybody bills.
FIRST = date(2000, 1, 1)


def bits_of(period: Period) -> int:
    """Give the days of a period as bits."""
    low = max((period.begins - FIRST).days, 0)
    high = (period.ends - FIRST).days
    return (1 << (high + 1)) - (1 << low) if high >= low else 0


def from_day(day: date) -> int:
    """Give the bits of a day and every later one: to be used with `&`."""
    return -1 << max((day - FIRST).days, 0)


def days_of(bits: int) -> Iterator[date]:
    """Give the days, in their order."""
    while bits:
        lowest = bits & -bits
        yield FIRST + timedelta(days=lowest.bit_length() - 1)
        bits ^= lowest


def first_of(bits: int, count: int) -> int:
    """Give the first so many of the days."""
    if count >= bits.bit_count():
        return bits
    taken = 0
    for _ in range(count):
        lowest = bits & -bits
        taken |= lowest
        bits ^= lowest
    return taken


def lay(layers: list[int], bits: int) -> None:
    """Lay days over others: a day that lies in one layer already goes into the next."""
    for place, layer in enumerate(layers):
        layers[place], bits = layer | bits, layer & bits
    if bits:
        layers.append(bits)


def lift(layers: list[int], bits: int) -> int:
    """Lift each of these days off once, from the topmost layer that has it; give those found."""
    left = bits
    for place in reversed(range(len(layers))):
        layer = layers[place]
        layers[place], left = layer & ~left, left & ~layer
    return bits & ~left


def runs_of(bits: int) -> Iterator[Period]:
    """Give the days as unbroken runs."""
    while bits:
        low = (bits & -bits).bit_length() - 1
        length = ((~(bits >> low)) & -(~(bits >> low))).bit_length() - 1
        begins = FIRST + timedelta(days=low)
        yield Period(begins=begins, ends=begins + timedelta(days=length - 1))
        bits &= ~(((1 << length) - 1) << low)
