"""Starts the hub in the background, and waits until its first page answers."""

import subprocess

from fielding.engines.errors import DidNotStart
from fielding.engines.listening_ports import wait_for_page
from fielding.wiring.hub import keyring
from fielding.wiring.running import Place, clear_place, log_file, script, supervisor


def start(place: Place) -> str:
    """Start the hub unless it runs already; give the address of its first page.

    Raises what is wrong with keys or port, or DidNotStart with the hub's last words.
    """
    file = supervisor()
    if file.holder():
        return file.word()
    keyring()
    clear_place(place)
    log = log_file("hub")
    before = log.stat().st_size if log.exists() else 0
    with log.open("ab") as sink:
        started = subprocess.Popen(  # noqa: S603 our own words, no shell
            _command(place), stdin=subprocess.DEVNULL, stdout=sink, stderr=sink,
            start_new_session=True,
        )  # fmt: skip
    if not wait_for_page(place.host, place.port, lambda: started.poll() is None):
        words = log.read_bytes()[before:].decode(errors="replace").strip()
        raise DidNotStart(status=started.returncode, words=words[-2000:])
    return place.address


def _command(place: Place) -> list[str]:
    return [
        *(script("fielding"), "serve", "--host", place.host, "--port", str(place.port)),
        *("--workers", str(place.workers), "--threads", str(place.threads)),
    ]
