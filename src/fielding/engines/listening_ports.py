"""Ports of this machine: whether one is free, and whether the hub's first page answers there."""

import http.client
import socket
import time
from collections.abc import Callable

from fielding.engines.errors import PortTaken

_LOOK = 0.1
_TIMEOUT = 5.0


def require_free(host: str, port: int) -> None:
    """Raise PortTaken when another program listens."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError as fault:
            raise PortTaken(host=host, port=port, why=fault.strerror) from fault


def answers(host: str, port: int) -> bool:
    """Say whether the first page is served here."""
    connection = http.client.HTTPConnection(host, port, timeout=_TIMEOUT)
    try:
        # By the loopback name: it is among the names the hub answers to unless told otherwise.
        connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status < http.HTTPStatus.BAD_REQUEST
    except OSError:
        return False
    finally:
        connection.close()


def wait_for_page(host: str, port: int, lives: Callable[[], bool]) -> bool:
    """Wait until the first page answers; say no as soon as its server lives no more."""
    while lives():
        if answers(host, port):
            return True
        time.sleep(_LOOK)
    return False
