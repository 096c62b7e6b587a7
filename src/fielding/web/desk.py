"""Where views get the hub from, and what they catch when its records cannot be reached."""

from django.db import InterfaceError, OperationalError
from django.http import Http404

from fielding.app.errors import StoreUnreachable, UnknownService
from fielding.app.ports import Hub
from fielding.definitions.service import Service
from fielding.wiring.hub import hub, keyring

UNREACHABLE = (StoreUnreachable, OperationalError, InterfaceError)


def the_hub() -> Hub:
    """Give this process's hub."""
    return hub()


def ledger_keys() -> list[str]:
    """List the public keys that a receipt is checked with."""
    keys = keyring().verifier_keys()
    return [keys["log"], keys["cosigner"]]


def public_services() -> list[Service]:
    """List the services that the public can report to: those that ask questions."""
    return [service for service in hub().services.in_force() if service.pages]


def public_service(code: str) -> Service:
    """Give a service that the public can report to; the page is not found otherwise."""
    try:
        service = hub().services.current(code)
    except UnknownService as fault:
        raise Http404 from fault
    if not service.pages:
        raise Http404
    return service
