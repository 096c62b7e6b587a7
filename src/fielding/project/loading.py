"""Loads a process's code without looking for garbage in it.

What imports make stays, so looking for garbage among it finds none: it takes a fifth of the time
that a process needs to start, and as much of each later look at everything.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Collect no garbage meanwhile; what is there at the end is not looked at again."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
