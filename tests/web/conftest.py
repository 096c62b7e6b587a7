"""A real server over the test's own database, and a real browser in front of it."""

import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIServer

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import connections
from playwright.sync_api import Browser, BrowserContext, Page, expect

from fielding.app.ports import Hub

#: Milliseconds that a browser waits for what must come: a machine may be busy.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)


class _Quiet(WSGIRequestHandler):
    """Serves without a word, and without keeping connections to the database open."""

    def log_message(self, *_: object) -> None:
        return


class _Server(ThreadedWSGIServer):
    daemon_threads = True

    def process_request_thread(self, request: object, client_address: object) -> None:
        super().process_request_thread(request, client_address)  # type: ignore[arg-type]
        connections.close_all()


@pytest.fixture
def address(hub: Hub, sequencing: None) -> Iterator[str]:
    """The address of a hub at work: web server, database and sequencer."""
    server: WSGIServer = _Server(("127.0.0.1", 0), _Quiet)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def context(browser: Browser, address: str) -> Iterator[BrowserContext]:
    """A browser's profile of the test's own."""
    made = browser.new_context(base_url=address, viewport={"width": 1200, "height": 900})
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page in that profile, with patience for a busy machine."""
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE)
    return opened
