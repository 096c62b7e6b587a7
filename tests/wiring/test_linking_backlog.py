"""A backlog that several processes open: none of them asks over the linker's connection."""

from dataclasses import dataclass, field, replace

import pytest
from django.db import connection

from fielding.definitions.service import Service
from fielding.engines.system import SystemClock
from fielding.store.queries.linking_health import linking_health
from fielding.testing.linked_hub import ANALYST, PHONE, LinkedHub
from fielding.wiring import linking_backlog
from fielding.wiring.services import KnownServices


@dataclass(slots=True)
class OnlyStored(KnownServices):
    """Knows the definitions that the store holds, and asks for them by a connection of its own."""

    not_over: object = field(kw_only=True)

    def by_digest(self, digest: str) -> Service:
        assert connection.connection is not self.not_over
        return KnownServices.by_digest(self, digest)


def test_reports_under_a_definition_that_only_the_store_holds_are_opened_by_several_processes(
    linked: LinkedHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linking_backlog, "MANY", 3)
    monkeypatch.setattr(linking_backlog, "HANDFUL", 2)
    for _ in range(8):
        linked.report(suspect_phone=PHONE)
    services = OnlyStored([], SystemClock(), not_over=connection.connection)
    linked.linker.hub = replace(linked.hub, services=services)
    linked.linker.opened = openers = linking_backlog.Openers()

    linked.link()
    openers(linked.hub, [])

    assert linking_health(ANALYST).networks == 1
