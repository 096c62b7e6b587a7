"""The options that say where the hub listens."""

from collections.abc import Callable
from functools import wraps

import click

from fielding.wiring.running import Place


def placed(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options --host, --port, --workers and --threads, as one `place`."""

    @click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
    @click.option("--port", default=8000, show_default=True, help="Port to listen on.")
    @click.option("--workers", default=2, show_default=True, help="Web server processes.")
    @click.option("--threads", default=4, show_default=True, help="Threads of each of them.")
    @wraps(command)
    def with_place(*, host: str, port: int, workers: int, threads: int, **options: object) -> None:
        place = Place(host=host, port=port, workers=workers, threads=threads)
        command(place=place, **options)

    return with_place
