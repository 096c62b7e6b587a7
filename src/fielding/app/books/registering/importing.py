"""Import contracting data into the register: whatever is there already is left, nothing is lost."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from itertools import islice

from fielding.access.permissions import Action
from fielding.access.roles import Actor
from fielding.app.books.folio_pen import FolioPen
from fielding.app.books.registering.contracting import Contracting, Dealing, Party, Process
from fielding.app.books.registering.publishing import Within, publish
from fielding.app.books.registering.slugs import (
    Slugs,
    by_identifier,
    by_ocid,
    contract_slug,
    word,
)
from fielding.app.books.writing import FolioDesk, write_in_folios
from fielding.app.ports import Hub
from fielding.cases.step import Step
from fielding.kernel.instants import write_instant
from fielding.ledger.entry import Kept
from fielding.oversight.folding import fold_folio
from fielding.oversight.register.folding_organisations import fold_organisation
from fielding.oversight.register.register import Register
from fielding.oversight.register.registering import identify, register_organisation

#: Processes in one transaction.
BATCH = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Registered:
    """What an import added; all noughts when everything was there already."""

    organisations: int = 0
    processes: int = 0
    releases: int = 0
    contracts: int = 0
    changes: int = 0  # of contracts and organisations that were there
    #: Parties that carry identifiers of two organisations: the two are not made one.
    apart: int = 0
    #: Id of the last entry written, to wait for.
    last: str | None = None

    def plus(self, other: "Registered") -> "Registered":
        """Add two up."""
        told = {
            field.name: getattr(self, field.name) + getattr(other, field.name)
            for field in fields(self)
            if field.name != "last"
        }
        return Registered(**told, last=other.last or self.last)


class OnlyTried(Exception):
    """Carries what would have been written out of a transaction that keeps nothing."""

    def __init__(self, registered: Registered) -> None:
        self.registered = registered


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bench:
    """Where one transaction of an import works."""

    desk: FolioDesk
    actor: Actor
    slugs: Slugs


def import_contracting(
    hub: Hub,
    actor: Actor,
    told: Contracting,
    register: Register,
    progress: Callable[[int, int], None] | None = None,
) -> Registered:
    """Register all processes with their parties, releases and contracts; raise NotPermitted.

    `register` is the register as it stands: organisations are known by its identifiers, processes
    by ocid and buyer. A second import of the same file adds nothing.
    """
    slugs, added, done = slugs_of(hub, register), Registered(), 0
    for batch in _batches(told.processes, BATCH):
        added = added.plus(_write(hub, actor, slugs, batch))
        done += len(batch)
        if progress is not None:
            progress(done, len(told.processes))
    return added


def try_contracting(hub: Hub, actor: Actor, told: Contracting, register: Register) -> Registered:
    """Say what an import would add, and keep nothing of it."""
    slugs = slugs_of(hub, register)

    def act(desk: FolioDesk) -> None:
        raise OnlyTried(_register(_Bench(desk=desk, actor=actor, slugs=slugs), told.processes))

    try:
        write_in_folios(hub, actor, Action.KEEP_REGISTER, act)
    except OnlyTried as tried:
        return tried.registered
    return Registered()


def slugs_of(hub: Hub, register: Register) -> Slugs:
    """Give slugs as the register knows them."""
    return Slugs(
        token_key=hub.token_key,
        identified=by_identifier(register.organisations),
        processes=by_ocid(register.processes),
    )


def _write(hub: Hub, actor: Actor, slugs: Slugs, batch: Sequence[Process]) -> Registered:
    return write_in_folios(
        hub,
        actor,
        Action.KEEP_REGISTER,
        lambda desk: _register(_Bench(desk=desk, actor=actor, slugs=slugs), batch),
    )


def _register(bench: _Bench, processes: Sequence[Process]) -> Registered:
    added = Registered()
    for process in processes:
        parties = {}
        for party in process.parties.values():
            slug = bench.slugs.organisation(party.key, party.identifiers)
            parties[party.key] = slug
            own = replace(party, identifiers=bench.slugs.own(slug, party.identifiers))
            apart = int(len(own.identifiers) < len(party.identifiers))
            added = added.plus(register_party(bench.desk, bench.actor, slug, own))
            added = added.plus(Registered(apart=apart))
        added = added.plus(_process(bench, process, parties))
    return added


def register_party(desk: FolioDesk, actor: Actor, slug: str, party: Party) -> Registered:
    """Register an organisation, or add to it the identifiers that it does not have yet."""
    pen = desk.folio(f"organisation/{slug}")
    if not pen.history:
        kind = "public-body" if party.buys else "firm"
        step = register_organisation(kind, party.identifiers, party.name)
        others = {"other_names": list(party.other_names)} if party.other_names else {}
        written = pen.write(
            actor, Step(kind=step.kind, facts=step.facts, sealed={**step.sealed, **others})
        )
        return Registered(organisations=1, last=written.entry.id)
    known = fold_folio(pen.history, fold_organisation)
    new = [p for p in party.identifiers if known is not None and p not in known.identifiers]
    if not new:
        return Registered()
    return Registered(changes=1, last=pen.write(actor, identify(new)).entry.id)


def _process(bench: _Bench, process: Process, parties: Mapping[str, str]) -> Registered:
    buyers = [parties[key] for key in process.buyers]
    slug = bench.slugs.process(process.ocid, buyers)
    pen = bench.desk.folio(f"process/{slug}")
    known = {str(kept.entry.facts.get("release")) for kept in pen.history}
    added = _releases(bench, pen, process, buyers)
    within = Within(
        process=slug,
        ocid=process.ocid,
        buyer=buyers[0] if buyers else "",
        parties=parties,
        fresh=frozenset(release.digest for release in process.releases) - known,
    )
    signed_under = {d.award: d for d in process.dealings if d.kind == "contract" and d.award}
    for dealing in process.dealings:
        if dealing.kind == "tender":
            continue
        pen = bench.desk.folio(f"contract/{contract_slug(slug, dealing.kind, dealing.id)}")
        contract = signed_under.get(dealing.id) if dealing.kind == "award" else None
        if contract is None:
            added = added.plus(_contract(bench, pen, dealing, within))
        else:
            added = added.plus(_give_way(bench, pen, contract_slug(slug, "contract", contract.id)))
    return added


def _releases(bench: _Bench, pen: FolioPen, process: Process, buyers: Sequence[str]) -> Registered:
    """Keep every release as it was published, whole and sealed."""
    added = Registered()
    if not pen.history:
        facts = {"ocid": word(process.ocid), "buyers": buyers}
        sealed = {"ocid": process.ocid}
        begun = pen.write(bench.actor, Step(kind="process.registered", facts=facts, sealed=sealed))
        added = Registered(processes=1, last=begun.entry.id)
    known = {kept.entry.facts.get("release") for kept in pen.history}
    stages = {s.release: s.stage.value for d in process.dealings for s in d.states}
    for release in process.releases:
        if release.digest in known:
            continue
        step = Step(
            kind="process.published",
            facts={
                "release": release.digest,
                "released_at": write_instant(release.at),
                "tags": [word(tag) for tag in release.tags],
                "stage": stages.get(release.digest, "planned"),
            },
            sealed={"id": release.id, "release": release.content},
            occurred_at=release.at,
        )
        added = added.plus(Registered(releases=1, last=pen.write(bench.actor, step).entry.id))
    return added


def _contract(bench: _Bench, pen: FolioPen, dealing: Dealing, within: Within) -> Registered:
    begins = not pen.history
    steps = list(publish(dealing.states, within, bench.slugs, tuple(pen.history)))
    written: list[Kept] = [pen.write(bench.actor, step) for step in steps]
    if not written:
        return Registered()
    return Registered(
        contracts=int(begins), changes=len(written) - int(begins), last=written[-1].entry.id
    )


def _give_way(bench: _Bench, pen: FolioPen, contract: str) -> Registered:
    """Let a contract "as awarded" give way to the one that was signed."""
    if not pen.history or any(k.entry.kind == "contract.replaced" for k in pen.history):
        return Registered()
    step = Step(kind="contract.replaced", facts={"by": contract})
    return Registered(changes=1, last=pen.write(bench.actor, step).entry.id)


def _batches(processes: Sequence[Process], size: int) -> Iterator[tuple[Process, ...]]:
    waiting = iter(processes)
    while batch := tuple(islice(waiting, size)):
        yield batch
