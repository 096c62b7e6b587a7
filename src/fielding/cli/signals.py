"""The signals that ask a process to end."""

import signal
import threading
from collections.abc import Callable


def stopped_by_signal() -> Callable[[], bool]:
    """Say, from now on, whether the process was asked to end."""
    asked = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: asked.set())
    return asked.is_set
