"""Measures memory where nothing else takes any: in a process of its own."""

import tracemalloc
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import TypeVar

T = TypeVar("T")


def peak_apart(work: Callable[[], T]) -> tuple[T, int]:
    """Give what the work came to and the most memory it held at a time, in bytes."""
    with ProcessPoolExecutor(1, mp_context=get_context("fork")) as apart:
        return apart.submit(_traced, work).result()


def _traced(work: Callable[[], T]) -> tuple[T, int]:
    tracemalloc.start()
    done = work()
    return done, tracemalloc.get_traced_memory()[1]
