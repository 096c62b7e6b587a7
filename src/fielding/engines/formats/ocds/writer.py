"""Write the register as an OCDS 1.1 release package with the UK extension: one release a contract.

What the register knows and the standard has no field for (from when to when a subcontract holds,
who approved it) is told in words in the UK extension's `description` of a subcontract.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from fielding.app.books.registering.opening import Opened
from fielding.app.books.registering.slugs import OWN_SCHEME
from fielding.engines.formats.ocds.failures import failures_of
from fielding.kernel.instants import LOCAL
from fielding.oversight.findings.finding import Finding
from fielding.oversight.performance.closing import Closed
from fielding.oversight.register.contracts import Contract, Subcontract
from fielding.oversight.register.organisations import Organisation
from fielding.oversight.register.register import Register

Json = dict[str, object]
VERSION = "1.1"
_HOME = "https://raw.githubusercontent.com"
EXTENSIONS = (
    f"{_HOME}/cabinetoffice/ocds_uk_extension/main/extension.json",
    f"{_HOME}/open-contracting-extensions/ocds_subcontracting_extension/master/extension.json",
    f"{_HOME}/open-contracting-extensions/ocds_metrics_extension/master/extension.json",
    f"{_HOME}/open-contracting-extensions/ocds_techniques_extension/master/extension.json",
)
_PERCENT = {"name": "percent"}
_LICENCE = "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who publishes the package, where, and under which prefix its own ocids stand."""

    name: str
    uri: str
    prefix: str  # registered with the Open Contracting Partnership, like "ocds-abc123"
    at: datetime


def release_package(
    register: Register,
    opened: Opened,
    by: Publisher,
    closed: Iterable[Closed] = (),
    findings: Sequence[Finding] = (),
) -> Json:
    """Give the package; contracts that gave way to a signed one stand in that one's release.

    `closed` are the months whose figures stand: what the hub counted, beside what was claimed.
    Of `findings`, those are told of which `failures` says what.
    """
    counted: dict[str, list[Closed]] = {}
    for month in closed:
        counted.setdefault(month.contract, []).append(month)
    shown = [
        contract
        for _, contract in sorted(register.contracts.items())
        if not (contract.published and contract.published.replaced_by)
    ]
    return {
        "version": VERSION,
        "uri": by.uri,
        "publishedDate": _instant(by.at),
        "publisher": {"name": by.name},
        "license": _LICENCE,
        "extensions": list(EXTENSIONS),
        "releases": [
            _with_failures(
                _with_metrics(_release(contract, register, opened, by), contract, counted),
                _reference(contract.supplier, register, opened),
                list(failures_of(findings, contract.slug, by.at.date())),
            )
            for contract in shown
        ],
    }


def _release(contract: Contract, register: Register, opened: Opened, by: Publisher) -> Json:
    published, signed = contract.published, _is_signed(contract)
    title = {"title": opened.titles[contract.slug]} if contract.slug in opened.titles else {}
    award = {
        "id": f"{contract.slug}-award",
        **title,
        "status": "active",
        **_valued(contract),
        **_period("contractPeriod", contract),
        "suppliers": [_reference(slug, register, opened) for slug in contract.suppliers],
        **_subcontracting(contract, register, opened),
    }
    tender = {"id": f"{contract.slug}-tender", **title, **_techniques(contract)}
    ocid = published.ocid if published else f"{by.prefix}-{contract.slug}"
    release: Json = {
        "ocid": ocid,
        "id": f"{contract.slug}-{by.at:%Y%m%dT%H%M%SZ}",
        "date": _instant(by.at),
        "tag": ["contract" if signed else "award"],
        "initiationType": "tender",
        "language": "en",
        "parties": list(_parties(contract, register, opened)),
        "buyer": _reference(contract.buyer, register, opened),
        "tender": tender,
        "awards": [award],
    }
    if signed:
        release["contracts"] = [{**_contract(contract, f"{contract.slug}-award"), **title}]
    return release


def _is_signed(contract: Contract) -> bool:
    return contract.published is None or contract.published.stage == "signed"


def _contract(contract: Contract, award: str) -> Json:
    published = contract.published
    told: Json = {
        "id": contract.slug,
        "awardID": award,
        "status": "terminated" if contract.terminated else "active",
        **_valued(contract),
        **_period("period", contract),
    }
    if published and published.signed:
        told["dateSigned"] = _day(published.signed)
    if contract.reason:
        classified = {"scheme": "fielding", "id": contract.reason}
        told["terminationRationaleClassifications"] = [classified]
    if contract.amendments:
        told["amendments"] = [
            {"id": amendment.entry, **({"date": _day(amendment.on)} if amendment.on else {})}
            for amendment in contract.amendments
        ]
    if metrics := list(_agreed(contract)):
        told["agreedMetrics"] = metrics
    return told


def _with_metrics(release: Json, contract: Contract, counted: Mapping[str, list[Closed]]) -> Json:
    """Add what was observed of the contract's measures, by the hub and by the supplier."""
    observed: dict[str, list[Json]] = {}
    for name, told in (*_counted(counted.get(contract.slug, [])), *_claimed(contract)):
        observed.setdefault(name, []).append(told)
    contracts = release.get("contracts")
    if not observed or not isinstance(contracts, list):
        return release
    metrics = [
        {"id": name, "title": name, "observations": told} for name, told in sorted(observed.items())
    ]
    signed = {**contracts[0], "implementation": {"metrics": metrics}}
    return {**release, "contracts": [signed]}


def _with_failures(release: Json, supplier: Json, failures: Sequence[Json]) -> Json:
    """Add where measures were short of what was agreed, to a contract that was signed."""
    contracts = release.get("contracts")
    if not failures or not isinstance(contracts, list):
        return release
    told = [{**one, "suppliers": [supplier]} for one in failures]
    done = {**contracts[0].get("implementation", {}), "performanceFailures": told}
    return {**release, "contracts": [{**contracts[0], "implementation": done}]}


def _parties(contract: Contract, register: Register, opened: Opened) -> Iterator[Json]:
    roles: dict[str, list[str]] = {contract.buyer: ["buyer"]} if contract.buyer else {}
    for slug in contract.suppliers:
        roles.setdefault(slug, []).append("supplier")
    for link in contract.links:
        if "subcontractor" not in roles.setdefault(link.sub, []):
            roles[link.sub].append("subcontractor")
    for slug, plays in roles.items():
        party: Json = {**_reference(slug, register, opened), "roles": plays}
        organisation = register.organisations.get(slug)
        if organisation and organisation.identifiers:
            first, *others = organisation.identifiers
            party["identifier"] = _identifier(first)
            if others:
                party["additionalIdentifiers"] = [_identifier(pair) for pair in others]
        yield party


def _reference(slug: str, register: Register, opened: Opened) -> Json:
    named = {"name": opened.names[slug]} if slug in opened.names else {}
    return {"id": party_id(slug, register.organisations.get(slug)), **named}


def party_id(slug: str, organisation: Organisation | None) -> str:
    """Give the id of a party as org-id.guide builds it, or the slug under our own scheme."""
    if organisation and organisation.identifiers:
        return "-".join(organisation.identifiers[0])
    return f"{OWN_SCHEME}-{slug}" if slug else OWN_SCHEME


def _identifier(pair: tuple[str, str]) -> Json:
    return {"scheme": pair[0], "id": pair[1]}


def _subcontracting(contract: Contract, register: Register, opened: Opened) -> Json:
    if not contract.links:
        return {}
    told = [
        {
            "id": link.id,
            "subcontractor": _reference(link.sub, register, opened),
            "tenderers": [_reference(link.under, register, opened)],
            "description": _held(link),
        }
        for link in contract.links
    ]
    return {"hasSubcontracting": True, "subcontracting": {"subcontracts": told}}


def _held(link: Subcontract) -> str:
    """Say in words what the standard has no field for."""
    told = [f"From {link.begins.isoformat()}"]
    if link.ends:
        told.append(f"to before {link.ends.isoformat()}")
    if link.share_cap is not None:
        told.append(f"at most {link.share_cap} percent of the work")
    if link.approved_at:
        told.append(f"approved on {link.approved_at.date().isoformat()}")
    elif link.refused_at:
        told.append(f"refused on {link.refused_at.date().isoformat()}")
    else:
        told.append("not approved")
    return ", ".join(told) + "."


def _agreed(contract: Contract) -> Iterator[Json]:
    """Give each measure that was agreed, with a target for each time it was agreed anew."""
    measures = {measure for terms in contract.terms for measure in terms.targets}
    for measure in sorted(measures):
        held = [terms for terms in contract.terms if measure in terms.targets]
        observations = [
            {
                "id": f"{measure}-{terms.digest[:12]}",
                "period": {"startDate": _day(terms.effective)},
                "measure": terms.targets[measure].target,
                "unit": _PERCENT,
                "notes": f"Terms of {terms.agreed.isoformat()}, SHA-256 {terms.digest}",
            }
            for terms in held
        ]
        yield {"id": measure, "title": measure, "observations": observations}


def _counted(closed: Iterable[Closed]) -> Iterator[tuple[str, Json]]:
    """Give what the hub counted in closed months, by the terms it was counted by."""
    for month in sorted(closed, key=lambda one: one.month):
        for figure in month.figures.values():
            share = Decimal(figure.met) / figure.of * 100 if figure.of else None
            dimensions = {
                "month": month.month,
                "source": "hub",
                "met": str(figure.met),
                "counted": str(figure.of),
                "terms": figure.terms,
                "checkpoint": str(month.size),
            }
            told: Json = {"id": f"{month.month}-hub", "dimensions": dimensions, "unit": _PERCENT}
            if share is None:
                told["notes"] = "Cannot be computed, because there was nothing to count."
            else:
                told["measure"] = share.quantize(Decimal("0.01"))
            yield figure.measure, told


def _claimed(contract: Contract) -> Iterator[tuple[str, Json]]:
    """Give what the supplier says of its measures, and say that it is the supplier who does."""
    for claim in contract.claims:
        posted = "supplier" if claim.by_supplier else "contract manager"
        dimensions = {"month": claim.month, "source": "supplier", "posted by": posted}
        yield (
            claim.measure,
            {
                "id": f"{claim.month}-supplier-{claim.index}",
                "measure": claim.value,
                "unit": _PERCENT,
                "dimensions": dimensions,
            },
        )


def _techniques(contract: Contract) -> Json:
    form = contract.published.form if contract.published else "contract"
    if form == "framework":
        return {"techniques": {"hasFrameworkAgreement": True}}
    if form == "call-off":
        return {"procurementMethodDetails": "Call-off from a framework agreement"}
    return {}


def _valued(contract: Contract) -> Json:
    if contract.value is not None:
        return {"value": _amount(contract.value, "GBP")}
    foreign = contract.published.foreign if contract.published else None
    return {"value": _amount(*foreign)} if foreign else {}


def _amount(amount: Decimal, currency: str) -> Json:
    return {"amount": amount, "currency": currency}


def _period(name: str, contract: Contract) -> Json:
    told: Json = {}
    if not contract.undated:
        told["startDate"] = _day(contract.begins)
    if contract.ends:
        told["endDate"] = _day(contract.ends, time(23, 59, 59))
    if contract.published and contract.published.may_end:
        told["maxExtentDate"] = _day(contract.published.may_end, time(23, 59, 59))
    return {name: told} if told else {}


def _day(day: date, at: time = time(0)) -> str:
    return datetime.combine(day, at, LOCAL).isoformat()


def _instant(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
