"""`fielding handover`: the list, a comparison, and posting with the key of a party."""

import json
from datetime import date
from pathlib import Path

import pytest
from tests.cli.conftest import Fielding
from tests.web.books.conftest import FIRMS, MANAGER, write

from fielding.access.roles import Actor, Role
from fielding.app.books.handing_over.hand_over import begin_handover, handover_of
from fielding.app.ports import Hub
from fielding.app.receive_case import Received, receive_case
from fielding.oversight.handovers.handover import PACKAGE
from fielding.store.accounts import FIRM, NewPerson, add_organisation, add_person, add_token
from fielding.testing.plain_answers import plain_answers
from fielding.wiring.figures import bookkeeper

HANDLER = Actor(name="handler-1", role=Role.CALL_HANDLER, firm="heron", contract="helpline")


@pytest.fixture
def begun(hub: Hub, sequencing: None) -> str:
    """The number of a handover of three cases."""
    bookkeeper.cache_clear()
    for slug, name in FIRMS.items():
        write(hub, f"organisation/{slug}", "organisation.registered", name, kind="firm")
    write(
        hub, "contract/helpline", "contract.registered", "The helpline",
        buyer="authority", supplier="heron", begins="2024-04-01",
    )  # fmt: skip
    service = hub.services.current("fraud")
    for number in range(3):
        told = Received(
            service="fraud", answers=plain_answers(service), door="phone", key=f"case-{number:<16}"
        )
        made = receive_case(hub, HANDLER, told)
    hub.proofs.prove(made.entry)
    kept = begin_handover(bookkeeper(), MANAGER, ("helpline", "egret"), "page")
    hub.proofs.prove(kept.entry.id)
    return kept.entry.subject.partition("/")[2]


def a_key(hub: Hub, firm: str) -> str:
    add_organisation(firm, firm.capitalize(), FIRM, begun=date(2026, 1, 1))
    new = NewPerson(handle=f"{firm}-1", role=Role.SUPPLIER, organisation=firm)
    person = add_person(new, password="three random words", begun=date(2026, 1, 1))
    return add_token(person, label="test", drawn=hub.random.bytes(32), begun=person.begun)


def test_a_list_compared_with_itself_is_equal_and_one_short_is_not(
    fielding: Fielding, begun: str, tmp_path: Path
) -> None:
    file = tmp_path / "list.jsonl"
    fielding("handover", "list", begun, "--to", str(file))
    equal = fielding("handover", "check", begun, str(file))
    first, *others = file.read_text().splitlines(keepends=True)
    file.write_text("".join(others))

    short = fielding("handover", "check", begun, str(file))

    assert (equal.code, "Equal: 3 cases." in equal.out) == (0, True)
    proved = json.loads(fielding("handover", "prove", begun, json.loads(first)["case"]).out)
    assert (proved["size"], len(proved["proof"])) == (3, 2)
    assert short.code == 1
    assert f"missing {json.loads(first)['case']}" in short.out


def test_a_handover_is_begun_and_its_number_printed(
    fielding: Fielding, hub: Hub, begun: str
) -> None:
    said = fielding("handover", "begin", "helpline", "heron-two")

    assert handover_of(hub, MANAGER, said.out.strip()).successor == "heron-two"
    assert "Open cases: 3" in said.err


def test_a_party_posts_with_its_own_key_and_a_stranger_s_key_posts_nothing(
    fielding: Fielding, hub: Hub, begun: str, tmp_path: Path
) -> None:
    file = tmp_path / "list.jsonl"
    file.write_text(fielding("handover", "list", begun).out)

    by_egret = fielding("handover", "package", begun, str(file), given=a_key(hub, "egret"))
    by_nobody = fielding("handover", "package", begun, str(file), given="no-key")
    by_heron = fielding("handover", "package", begun, str(file), given=a_key(hub, "heron"))

    assert (by_egret.code, by_nobody.code, by_heron.code) == (1, 1, 0)
    assert handover_of(hub, MANAGER, begun).posted[PACKAGE].act.by == "heron-1"
