"""Importing into the register: each thing once, each identity apart, and nothing lost."""

import json
from collections.abc import Mapping
from typing import cast

import pytest
from tests.conftest import shared

from fielding.access.errors import NotPermitted
from fielding.access.roles import Actor, Role
from fielding.app.books.registering.contracting import Contracting
from fielding.app.books.registering.importing import (
    Registered,
    import_contracting,
    try_contracting,
)
from fielding.app.books.registering.importing_ownership import import_ownership
from fielding.app.books.texts import read_texts
from fielding.engines.formats.bods import read_ownership
from fielding.engines.formats.ocds.json_values import values_of
from fielding.engines.formats.ocds.reader import contracting_of, read_contracting
from fielding.oversight.register.owning import ownership_circles
from fielding.oversight.register.register import Register, fold_register
from fielding.testing.bookkeeping import bookkeeper_of
from fielding.testing.hub import ASSESSOR, World, a_world

MANAGER = Actor(name="manager-1", role=Role.CONTRACT_MANAGER, firm="authority")
BUYER = {"id": "GB-LAC-E09000003", "name": "North Council"}
SUPPLIER = {"id": "GB-COH-11111111", "name": "Test Cycles Ltd"}
AWARD = {
    "id": "a-1",
    "status": "active",
    "value": {"amount": 1200.5, "currency": "GBP"},
    "suppliers": [SUPPLIER],
    "contractPeriod": {"startDate": "2026-02-01T00:00:00Z", "endDate": "2027-01-31T23:59:59Z"},
}


def a_release(number: str = "r-1", **changes: object) -> dict[str, object]:
    base: dict[str, object] = {
        "ocid": "ocds-test-1",
        "id": number,
        "date": "2026-01-05T10:00:00Z",
        "tag": ["award"],
        "buyer": BUYER,
        "tender": {"id": "t", "title": "Cycle lanes"},
        "awards": [AWARD],
    }
    return {**base, **changes}


def reading(*releases: object) -> Contracting:
    lines = b"\n".join(json.dumps(one).encode() for one in releases)
    return contracting_of(list(values_of(lines)))


def register_of(world: World) -> Register:
    return bookkeeper_of(world).figures().folded(fold_register)


def imported(world: World, told: Contracting) -> Registered:
    return import_contracting(world.hub, MANAGER, told, register_of(world))


def texts_of(world: World, *subjects: str) -> list[Mapping[str, object]]:
    return list(read_texts(world.hub, MANAGER, subjects).values())


def test_an_award_becomes_a_contract_as_awarded_with_its_parties() -> None:
    world = a_world()

    imported(world, reading(a_release()))

    register = register_of(world)
    (contract,) = register.contracts.values()
    assert (contract.buyer, contract.supplier) == ("gb-lac-e09000003", "gb-coh-11111111")
    assert str(contract.value) == "1200.5"
    assert (str(contract.begins), str(contract.ends)) == ("2026-02-01", "2027-01-31")
    assert contract.published
    assert contract.published.stage == "awarded"
    assert register.organisations[contract.buyer].kind == "public-body"


def test_names_and_titles_are_in_no_entry() -> None:
    world = a_world()

    imported(world, reading(a_release()))

    written = b"".join(kept.content for kept in world.store.contents.entries)
    assert b"Cycle" not in written
    assert b"North" not in written
    assert {"name": "Test Cycles Ltd"} in texts_of(world, "organisation/gb-coh-11111111")


def test_every_release_is_kept_whole() -> None:
    world = a_world()
    release = a_release(zzz={"unknown": [1, 2]})

    imported(world, reading(release))

    (process,) = register_of(world).processes.values()
    texts = read_texts(world.hub, MANAGER, [f"process/{process.slug}"])
    content = texts[process.releases[0].entry]["release"]
    assert json.loads(str(content)) == release


def test_importing_again_adds_nothing() -> None:
    world = a_world()
    told = reading(a_release(), a_release("r-2", date="2026-02-01T10:00:00Z", title="same"))
    first = imported(world, told)
    before = len(world.store.contents.entries)

    second = imported(world, told)

    assert first.releases == 2
    assert second == Registered()
    assert len(world.store.contents.entries) == before


def test_a_later_release_changes_the_contract_and_an_older_one_does_not() -> None:
    world = a_world()
    cheaper = {**AWARD, "value": {"amount": 900, "currency": "GBP"}}
    dearer = {**AWARD, "value": {"amount": 5000, "currency": "GBP"}}
    imported(world, reading(a_release()))

    imported(world, reading(a_release("r-2", date="2026-03-01T10:00:00Z", awards=[cheaper])))
    late = imported(world, reading(a_release("r-0", date="2025-03-01T10:00:00Z", awards=[dearer])))

    (contract,) = register_of(world).contracts.values()
    (process,) = register_of(world).processes.values()
    assert str(contract.value) == "900"
    assert late.releases == 1, "an older release is kept all the same"
    assert len(process.releases) == 3


def test_two_releases_of_one_second_both_count() -> None:
    world = a_world()
    cheaper = {**AWARD, "value": {"amount": 900, "currency": "GBP"}}

    imported(world, reading(a_release(), a_release("r-2", awards=[cheaper])))
    again = imported(world, reading(a_release(), a_release("r-2", awards=[cheaper])))

    (contract,) = register_of(world).contracts.values()
    assert str(contract.value) == "900"
    assert again == Registered()


def test_a_signed_contract_takes_the_place_of_the_award_it_was_made_under() -> None:
    world = a_world()
    imported(world, reading(a_release()))
    signed = {"id": "c-1", "awardID": "a-1", "status": "active", "dateSigned": "2026-02-02"}
    later = a_release("r-2", date="2026-02-03T10:00:00Z", contracts=[signed])

    imported(world, reading(a_release(), later))

    contracts = register_of(world).contracts.values()
    stages = {c.published.stage: c for c in contracts if c.published}
    awarded, contract = stages["awarded"], stages["signed"]
    assert awarded.published
    assert awarded.published.replaced_by == contract.slug
    assert contract.supplier == "gb-coh-11111111"
    assert str(contract.value) == "1200.5"


def test_amendments_and_a_termination_are_entries_of_their_own_and_come_once() -> None:
    world = a_world()
    contract = {
        "id": "c-1",
        "awardID": "a-1",
        "status": "terminated",
        "period": {"endDate": "2026-06-30T23:59:59Z"},
        "amendments": [{"id": "1", "date": "2026-03-01", "rationale": "More lanes"}],
        "terminationRationaleClassifications": [{"description": "Supplier performance"}],
    }
    told = reading(a_release(contracts=[contract], date="2026-07-01T00:00:00Z"))

    imported(world, told)
    imported(world, told)

    (found,) = register_of(world).contracts.values()
    assert (str(found.terminated), found.reason) == ("2026-06-30", "early")
    assert [str(amendment.on) for amendment in found.amendments] == ["2026-03-01"]
    assert any(t.get("words") == "More lanes" for t in texts_of(world, f"contract/{found.slug}"))


def test_two_buyers_of_one_ocid_get_two_processes_and_two_contracts() -> None:
    world = a_world()
    other = {"id": "GB-LAC-E09000099", "name": "South Council"}
    imported(world, reading(a_release()))

    imported(world, reading(a_release("r-2", buyer=other, date="2026-02-01T00:00:00Z")))

    register = register_of(world)
    assert len(register.processes) == 2
    assert {contract.buyer for contract in register.contracts.values()} == {
        "gb-lac-e09000003",
        "gb-lac-e09000099",
    }


def test_an_organisation_that_was_registered_by_hand_is_known_by_its_number() -> None:
    world = a_world()
    imported(world, reading(a_release()))
    also = [{**SUPPLIER, "identifier": {"scheme": "XI-IMPORT", "id": "7"}, "roles": ["supplier"]}]

    imported(world, reading(a_release("r-9", ocid="ocds-test-9", parties=also)))

    register = register_of(world)
    firms = [one for one in register.organisations.values() if one.kind == "firm"]
    assert [firm.slug for firm in firms] == ["gb-coh-11111111"]
    assert ("XI-IMPORT", "7") in firms[0].identifiers


def test_a_party_with_the_numbers_of_two_organisations_makes_them_not_one() -> None:
    world = a_world()
    other = {"id": "GB-COH-22222222", "name": "Other Ltd"}
    imported(world, reading(a_release(), a_release("r-2", ocid="o-2", buyer=other)))
    also = [{"scheme": "GB-COH", "id": "22222222"}]
    both = {**SUPPLIER, "additionalIdentifiers": also, "roles": ["supplier"]}

    done = imported(world, reading(a_release("r-3", ocid="o-3", parties=[both])))

    numbers = [one.identifiers for one in register_of(world).organisations.values()]
    assert done.apart == 1
    assert sorted(map(len, numbers)) == [1, 1, 1]


def test_an_id_that_is_a_sentence_shows_in_no_short_name() -> None:
    world = a_world()
    award = {**AWARD, "id": "For the work of Jane Smith"}

    imported(world, reading(a_release(ocid="Care for Jane Smith", awards=[award])))

    assert b"ane" not in b"".join(kept.content for kept in world.store.contents.entries)


def test_money_in_another_currency_is_never_taken_for_pounds() -> None:
    world = a_world()
    euros = {**AWARD, "value": {"amount": 10, "currency": "EUR"}}

    imported(world, reading(a_release(awards=[euros])))

    (contract,) = register_of(world).contracts.values()
    assert contract.value is None
    assert contract.published
    assert str(contract.published.foreign) == "(Decimal('10'), 'EUR')"


def test_a_dry_run_says_what_would_be_added_and_keeps_nothing() -> None:
    world = a_world()
    told = reading(a_release())

    tried = try_contracting(world.hub, MANAGER, told, register_of(world))

    assert not world.store.contents.entries
    done = imported(world, told)
    assert (tried.organisations, tried.contracts, tried.releases) == (
        done.organisations,
        done.contracts,
        done.releases,
    )


def test_only_who_keeps_the_register_imports() -> None:
    world = a_world()

    with pytest.raises(NotPermitted):
        import_contracting(world.hub, ASSESSOR, reading(a_release()), Register())


@pytest.mark.parametrize("name", ["contracts_finder_2025", "contracts_finder_2020_bluetail"])
def test_published_releases_come_in_whole_and_only_once(name: str) -> None:
    world = a_world()
    path = shared(f"oversight/ocds_uk/{name}.jsonl")
    told = read_contracting(path)

    first = imported(world, told)
    second = imported(world, told)

    register = register_of(world)
    wanted = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    subjects = [f"process/{slug}" for slug in register.processes]
    texts = read_texts(world.hub, MANAGER, subjects).values()
    kept = {str(t["id"]): json.loads(str(t["release"])) for t in texts if "release" in t}
    assert first.releases == len(wanted)
    assert second == Registered()
    assert kept == {cast("str", release["id"]): release for release in wanted}
    _identities_are_apart(world, register)


def _identities_are_apart(world: World, register: Register) -> None:
    """No organisation without an identifier has two names; no process has two buyers' slugs."""
    subjects = [f"organisation/{slug}" for slug in register.organisations]
    names = read_texts(world.hub, MANAGER, subjects)
    for organisation in register.organisations.values():
        told = {str(names[entry]["name"]) for entry in organisation.named}
        assert len(told) == 1
        assert organisation.identifiers or "other_names" not in names[organisation.named[0]]
    assert all(len(process.buyers) == 1 for process in register.processes.values())


def test_owners_come_in_with_persons_sealed_and_circles_listed() -> None:
    world = a_world()
    for name in ("core/01-direct-ownership", "edge-cases/10-circular-ownership"):
        told = read_ownership(shared(f"oversight/bods_fixtures/data/{name}.json"))
        for _ in range(2):
            import_ownership(world.hub, MANAGER, told, register_of(world))

    register = register_of(world)
    acme = register.organisations["gb-coh-10000001"]
    assert [(h.owner, h.interest, int(h.least)) for h in acme.owners] == [
        (None, "shareholding", 75),
        (None, "votingRights", 75),
    ]
    written = b"".join(kept.content for kept in world.store.contents.entries)
    assert b"Jane" not in written
    assert any("Jane Smith" in str(t) for t in texts_of(world, "organisation/gb-coh-10000001"))
    today = world.clock.moment.date()
    circles = ownership_circles(register.organisations, today)
    assert circles == (("gb-coh-10000010", "gb-coh-10000011"),)


def test_a_declared_unknown_owner_is_not_the_same_as_no_record() -> None:
    world = a_world()
    told = read_ownership(
        shared("oversight/bods_fixtures/data/edge-cases/11-anonymous-person.json")
    )

    import_ownership(world.hub, MANAGER, told, register_of(world))

    (opaque,) = register_of(world).organisations.values()
    assert [h.unspecified for h in opaque.owners] == [
        "subjectUnableToConfirmOrIdentifyBeneficialOwner"
    ]


def test_trying_an_import_of_owners_keeps_nothing() -> None:
    world = a_world()
    told = read_ownership(shared("oversight/bods_fixtures/data/core/01-direct-ownership.json"))

    tried = import_ownership(world.hub, MANAGER, told, Register(), keep=False)

    assert tried.organisations == 1
    assert not world.store.contents.entries
