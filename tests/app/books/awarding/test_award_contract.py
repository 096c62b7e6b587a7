"""An award through the use case: made or refused, it is an entry either way."""

from dataclasses import replace

import pytest

from fielding.access.errors import NotPermitted
from fielding.access.permissions import Action
from fielding.access.roles import Actor, Role
from fielding.app.books.awarding.award_contract import Wanted, award_contract
from fielding.app.books.awarding.read_dossier import read_dossier
from fielding.app.books.finding.close_finding import decide_on_reply, withdraw_finding
from fielding.app.books.finding.raise_findings import finding_id, raise_findings
from fielding.app.books.finding.reply_to_finding import reply_to_finding
from fielding.app.books.texts import read_texts
from fielding.app.books.writing import write_in_folio
from fielding.app.ports import Hub
from fielding.app.read_figures import Bookkeeper
from fielding.cases.step import Step
from fielding.oversight.awards.award import GROUP, ITSELF
from fielding.oversight.awards.awarding import MADE, REFUSED, fold_awards
from fielding.oversight.awards.errors import NotAnAward, NotRegistered
from fielding.oversight.findings.proposal import Proposal, Severity
from fielding.testing.bookkeeping import bookkeeper_of
from fielding.testing.hub import OVERSEER, a_world

MANAGER = Actor(name="manager-1", role=Role.CONTRACT_MANAGER, firm="authority")
OFFICER = Actor(name="officer-1", role=Role.AWARD_OFFICER, firm="authority")
HERON = Actor(name="heron-1", role=Role.SUPPLIER, firm="heron")
JUNE = Proposal(
    instrument="F3", rule="ab" * 32, supplier="heron", severity=Severity.HIGH,
    code="dismissals-overturned", figure={"value": "15", "n": "140"}, evidence=(0,),
    stands_at=20, period="2025-06",
)  # fmt: skip
ABOUT_HERON = finding_id(JUNE)
WANTED = Wanted(contract="helpline", suppliers=("heron",), reasons="The lowest price.")


def register(hub: Hub, subject: str, kind: str, name: str, /, **facts: object) -> None:
    step = Step(kind=kind, facts=facts, sealed={"name": name} if name else {})
    write_in_folio(
        hub, MANAGER, subject, Action.KEEP_REGISTER, lambda folio: folio.write(MANAGER, step)
    )


@pytest.fixture
def keeper() -> Bookkeeper:
    world = a_world()
    hub = world.hub
    for slug, name in (
        ("authority", "The Authority"),
        ("heron", "Heron Response Limited"),
        ("heron-two", "Heron Response plc"),
        ("egret", "Egret Contact Limited"),
    ):
        register(hub, f"organisation/{slug}", "organisation.registered", name, kind="firm")
    register(
        hub, "organisation/egret", "organisation.owned", "", owner="heron", least=75, most=100,
        begins="2020-01-01", ends="2024-01-01",
    )  # fmt: skip
    register(
        hub, "contract/helpline", "contract.registered", "", buyer="authority", supplier="heron",
        begins="2026-04-01",
    )  # fmt: skip
    raise_findings(hub, MANAGER, [JUNE])
    return bookkeeper_of(world)


def test_an_award_against_an_open_finding_is_refused_and_the_refusal_recorded(
    keeper: Bookkeeper,
) -> None:
    ruling, kept = award_contract(keeper, OFFICER, WANTED, "page")

    assert not ruling.allowed
    assert kept
    assert kept.entry.kind == REFUSED
    told = {"finding": ABOUT_HERON, "supplier": "heron", "how": ITSELF, "entries": []}
    assert kept.entry.facts["blocking"] == [told]


def test_an_award_passes_once_the_overseer_accepted_a_reply(keeper: Bookkeeper) -> None:
    reply = reply_to_finding(keeper.hub, HERON, ABOUT_HERON, "We retrained everybody.")
    assert reply
    told = (reply.entry.id, "We read twenty again: all right.")
    decide_on_reply(keeper.hub, OVERSEER, ABOUT_HERON, told, accept=True)

    ruling, kept = award_contract(keeper, OFFICER, WANTED, "page")

    assert ruling.allowed
    assert kept
    assert kept.entry.kind == MADE
    assert kept.entry.subject == "contract/helpline"
    texts = read_texts(keeper.hub, OFFICER, ["contract/helpline"])
    assert texts[kept.entry.id] == {"reasons": "The lowest price."}


def test_an_award_passes_once_the_finding_was_withdrawn(keeper: Bookkeeper) -> None:
    withdraw_finding(keeper.hub, OVERSEER, ABOUT_HERON, "The figure was wrong.")

    ruling, _ = award_contract(keeper, OFFICER, WANTED, "page")

    assert ruling.allowed


def test_a_company_sold_before_the_finding_and_one_of_a_similar_name_pass(
    keeper: Bookkeeper,
) -> None:
    both = Wanted(contract="helpline", suppliers=("egret", "heron-two"), reasons="Lowest price.")

    ruling, _ = award_contract(keeper, OFFICER, both, "page")

    assert ruling.allowed
    assert ruling.others == ()


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(contract="unheard-of", suppliers=("heron",), reasons="Cheap."),
        Wanted(contract="helpline", suppliers=("stranger",), reasons="Cheap."),
    ],
)
def test_what_nobody_registered_is_awarded_nothing(keeper: Bookkeeper, wanted: Wanted) -> None:
    with pytest.raises(NotRegistered):
        award_contract(keeper, OFFICER, wanted, "page")


@pytest.mark.parametrize(
    "wanted",
    [
        Wanted(contract="helpline", suppliers=(), reasons="Cheap."),
        Wanted(contract="helpline", suppliers=("egret",), reasons=" "),
    ],
)
def test_an_award_needs_suppliers_and_reasons(keeper: Bookkeeper, wanted: Wanted) -> None:
    with pytest.raises(NotAnAward):
        award_contract(keeper, OFFICER, wanted, "page")


@pytest.mark.parametrize("actor", [MANAGER, OVERSEER, HERON])
def test_only_an_award_officer_awards(keeper: Bookkeeper, actor: Actor) -> None:
    with pytest.raises(NotPermitted):
        award_contract(keeper, actor, WANTED, "page")


def test_an_award_is_recorded_once_however_often_its_page_is_sent(keeper: Bookkeeper) -> None:
    other = replace(WANTED, reasons="The best plan.")

    for wanted, page in ((WANTED, "a"), (WANTED, "a"), (other, "a"), (WANTED, "b")):
        award_contract(keeper, OFFICER, wanted, page)

    recorded = keeper.figures().folded(fold_awards)
    assert len(recorded) == 3  # what was sent again, other reasons, and another page


def test_a_dossier_holds_findings_awards_and_names_that_only_resemble(keeper: Bookkeeper) -> None:
    award_contract(keeper, OFFICER, WANTED, "page")

    dossier = read_dossier(keeper, OFFICER, "heron")

    ((touch, told),) = dossier.findings
    assert (touch.how, told.finding.id) == (ITSELF, ABOUT_HERON)
    assert [award.made for award in dossier.awards] == [False]
    assert dossier.name == "Heron Response Limited"
    assert dossier.similar == (("heron-two", "Heron Response plc"),)


def test_a_dossier_of_a_group_member_shows_the_finding_and_the_share_it_comes_by(
    keeper: Bookkeeper,
) -> None:
    register(
        keeper.hub, "organisation/heron-two", "organisation.owned", "", owner="heron", least=80,
        most=80, begins="2022-01-01",
    )  # fmt: skip

    ((touch, _),) = read_dossier(keeper, OVERSEER, "heron-two").findings

    assert touch.how == GROUP
    entry = keeper.entries.at(touch.entries)[0].entry
    assert entry.kind == "organisation.owned"


def test_a_supplier_reads_no_dossier(keeper: Bookkeeper) -> None:
    with pytest.raises(NotPermitted):
        read_dossier(keeper, HERON, "heron")
