"""The published ledger, as a stranger fetches it: enough to check everything but the entries."""

from dataclasses import replace

import psycopg
import pytest
from django.conf import settings
from django.test import Client
from psycopg.conninfo import make_conninfo

from fielding.app.receive_case import receive_case
from fielding.ledger.checkpoints import open_checkpoint
from fielding.ledger.notes import VerifierKey
from fielding.ledger.tiles import TilePlace, TileReader, root_from_tiles
from fielding.testing.forms import a_report
from fielding.testing.hub import REPORTER
from fielding.testing.places import MemoryPlaces
from fielding.testing.services import MemoryServices, sample_service
from fielding.wiring.hub import hub as wired_hub
from fielding.wiring.sequencing import a_sequencer


@pytest.fixture(scope="module")
def stranger(shared_database: str) -> Client:
    """Somebody without an account, at a hub whose ledger has more than one tile."""
    wired_hub.cache_clear()
    services = MemoryServices([sample_service()])
    noisy = replace(wired_hub(), services=services, places=MemoryPlaces())
    for number in range(140):  # two entries each
        receive_case(noisy, REPORTER, a_report(key=str(number)))
    address = make_conninfo(settings.FIELDING_SEQUENCER, dbname=shared_database)
    with psycopg.connect(address, autocommit=True) as connection:
        sequencer = a_sequencer(connection)
        sequencer.take_over()
        sequencer.sequence_batch()
    return Client(headers={"host": "localhost"})


def test_a_stranger_can_recompute_the_root_of_the_checkpoint_from_the_tiles(
    stranger: Client,
) -> None:
    keys = stranger.get("/log/keys.json").json()
    note = stranger.get("/log/checkpoint").content.decode()
    verifiers = [VerifierKey.parse(keys["log"]), VerifierKey.parse(keys["cosigner"])]

    checkpoint = open_checkpoint(note, verifiers, settings.FIELDING_ORIGIN).checkpoint

    def fetch(place: TilePlace) -> bytes:
        return stranger.get(f"/log/{place.path()}").content

    reader = TileReader(checkpoint.size, fetch)
    assert checkpoint.size > 256
    assert root_from_tiles(checkpoint.size, reader.subtree) == checkpoint.root


def test_an_earlier_width_of_a_tile_is_still_served_and_may_be_kept_for_ever(
    stranger: Client,
) -> None:
    full = stranger.get("/log/tile/0/000")
    partial = stranger.get("/log/tile/0/000.p/7")

    assert partial.content == full.content[: 7 * 32]
    assert "immutable" in partial.headers["Cache-Control"]


@pytest.mark.parametrize(
    "path",
    ["tile/0/999", "tile/0/000.p/0", "tile/0/0", "tile/9/000", "tile/0/x000/000"],
)
def test_what_is_not_in_the_ledger_is_not_found(stranger: Client, path: str) -> None:
    assert stranger.get(f"/log/{path}").status_code == 404


def test_a_stranger_gets_no_entries(stranger: Client) -> None:
    response = stranger.get("/log/tile/entries/000")

    assert response.status_code == 302
    assert "sign-in" in response.headers["Location"]


def test_a_checkpoint_is_fetched_anew_each_time(stranger: Client) -> None:
    assert stranger.get("/log/checkpoint").headers["Cache-Control"] == "no-cache"
