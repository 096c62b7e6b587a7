"""Write a network as a STIX 2.1 bundle: OASIS standard, 10 June 2021. No clock, no chance."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from ipaddress import IPv4Address, ip_address
from typing import Any
from uuid import UUID

from stix2.properties import StringProperty
from stix2.v21 import (
    URL,
    Bundle,
    CustomObservable,
    DomainName,
    EmailAddress,
    ExtensionDefinition,
    Grouping,
    Identity,
    Incident,
    MarkingDefinition,
    Note,
    Relationship,
    StatementMarking,
    UserAccount,
)
from stix2.v21 import IPv4Address as Four
from stix2.v21 import IPv6Address as Six

from fielding.app.linking.package import NetworkPackage, PackagedIdentifier, PackagedReport
from fielding.linking.identifiers.identifier import IdentifierKind

_BOUND = "fielding-network-package/v1"
#: When this way of writing was fixed: objects that never change are of this day.
_FIXED = datetime(2026, 11, 22, tzinfo=UTC)
_REPORT_SCHEMA = (
    "On an incident: `reference` and `case` of the report, `force` (the police force that sorting"
    " thinks of first), `loss_pence` (whole pence), `why` (why it belongs to the network)."
)
_IDENTIFIER_SCHEMA = (
    "x-fielding-identifier is an identifier that STIX has no type for. `kind` is phone, account,"
    " iban, wallet, company, vehicle, postcode or name. `value` is E.164 for phone, six digits of"
    " sort code and the account number for account, lower case without accents and titles for name,"
    " a postcode with its space, and else as its issuer prints it, without spaces."
)


def _name(kind: str, *told: object) -> str:
    """Name an object: the same thing has the same name in every package.

    STIX wants UUIDs of version 4 here (2.9, and the validator's check 103) and leaves 5 to
    observables; version 4 may be pseudo-random (RFC 9562, 5.4), so it is drawn from a digest.
    """
    text = "\n".join([_BOUND, kind, *map(str, told)])
    return f"{kind}--{UUID(bytes=hashlib.sha256(text.encode()).digest()[:16], version=4)}"


_HUB = _name("identity", "hub")
_OF_REPORT = _name("extension-definition", "report")
_OF_IDENTIFIER = _name("extension-definition", "identifier")


class _OtherIdentifier:
    """An identifier that STIX has no type for."""


_OTHER: Any = CustomObservable(
    "x-fielding-identifier",
    [("kind", StringProperty(required=True)), ("value", StringProperty(required=True))],
    ["kind", "value"],
    _OF_IDENTIFIER,
)(_OtherIdentifier)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Marked:
    """What every object of one bundle carries."""

    marks: tuple[str, ...]

    def domain(self, created: datetime, modified: datetime | None = None) -> dict[str, Any]:
        told = {"created": created, "modified": modified or created, "created_by_ref": _HUB}
        return told | self.observable()

    def observable(self) -> dict[str, Any]:
        return {"object_marking_refs": list(self.marks)} if self.marks else {}


def network_bundle(package: NetworkPackage) -> str:
    """Write one part of a package as JSON; objects of other parts have the same names there."""
    synthetic = _synthetic() if package.synthetic else None
    marked = _Marked(marks=(synthetic.id,) if synthetic else ())
    observed = {(one.kind, one.canonical): _observable(one, marked) for one in package.identifiers}
    objects = list(_about(package, marked, observed))
    grouping = Grouping(
        id=_name("grouping", package.network, package.part),
        name=f"Network of {package.reference}",
        description=_summary(package),
        context="suspicious-activity",
        object_refs=[one.id for one in objects],
        allow_custom=True,
        **marked.domain(package.first_at, package.made_at),
    )
    frame = [_hub(), *_extensions(), *([synthetic] if synthetic else [])]
    bundle = Bundle(
        id=_name("bundle", package.network, package.part, package.made_at.isoformat()),
        objects=[*frame, grouping, *objects],
        allow_custom=True,
    )
    return str(bundle.serialize(indent=2, sort_keys=False, ensure_ascii=False))


def _about(
    package: NetworkPackage, marked: _Marked, observed: dict[tuple[IdentifierKind, str], Any]
) -> Iterator[Any]:
    forces = {one.body: one.force for one in package.reports if one.body}
    for slug, name in forces.items():
        yield Identity(
            id=_name("identity", slug),
            name=name,
            identity_class="organization",
            **marked.domain(_FIXED),
        )
    days = {one.case: one.received_at for one in package.reports}
    for report in package.reports:
        yield _incident(report, marked)
        if report.body:
            yield _related(
                (_incident_name(report.case), _name("identity", report.body)),
                "The police force that sorting thinks of first",
                marked.domain(report.received_at),
            )
    for identifier in package.identifiers:
        target = observed[identifier.kind, identifier.canonical]
        yield target
        for case in identifier.cases:
            yield _related(
                (_incident_name(case), target.id),
                f"The report gives it as the other side’s. {identifier.says}",
                marked.domain(days[case]),
            )
    for one in package.judgements:
        yield Note(
            id=_name("note", one.one, one.other, one.at.isoformat()),
            content=f"{one.one_reference} and {one.other_reference}: {one.says}",
            authors=[one.by],
            object_refs=[_incident_name(one.one), _incident_name(one.other)],
            **marked.domain(one.at),
        )


def _summary(package: NetworkPackage) -> str:
    told = (
        f"{package.count} reports in {package.bodies} forces, from {package.first_at:%Y-%m-%d} to"
        f" {package.last_at:%Y-%m-%d}, {package.loss} pence lost."
    )
    if package.parts > 1:
        told += f" Part {package.part} of {package.parts}: {len(package.reports)} reports."
    if package.handed_at:
        told += f" Handed over on {package.handed_at:%Y-%m-%d}."
    return f"SYNTHETIC. {told}" if package.synthetic else told


def _incident_name(case: str) -> str:
    return _name("incident", case)


def _incident(report: PackagedReport, marked: _Marked) -> Any:
    told = {
        "extension_type": "property-extension",
        "reference": report.reference,
        "case": report.case,
        "loss_pence": report.loss,
        "why": report.why,
    }
    if report.body:
        told["force"] = report.body
    return Incident(
        id=_incident_name(report.case),
        name=f"Report {report.reference}",
        description=(
            f"Received on {report.received_at:%Y-%m-%d}; {report.force}; {report.loss} pence lost."
            f" {report.why}."
        ),
        labels=["synthetic"] if report.synthetic else ["reported"],
        extensions={_OF_REPORT: told},
        allow_custom=True,
        **marked.domain(report.received_at),
    )


def _related(ends: tuple[str, str], told: str, domain: dict[str, Any]) -> Any:
    return Relationship(
        id=_name("relationship", *ends),
        relationship_type="related-to",
        source_ref=ends[0],
        target_ref=ends[1],
        description=told,
        allow_custom=True,  # an end may be of the type above
        **domain,
    )


def _observable(identifier: PackagedIdentifier, marked: _Marked) -> Any:
    value, common = identifier.canonical, marked.observable()
    match identifier.kind:
        case IdentifierKind.EMAIL:
            return EmailAddress(value=value, **common)
        case IdentifierKind.DOMAIN:
            return _site(value, common)
        case IdentifierKind.HANDLE:
            return UserAccount(account_login=value, display_name=identifier.shown, **common)
        case kind:
            # The validator takes every type that it does not know for no observable: version 4.
            name = _name("x-fielding-identifier", kind.value, value)
            return _OTHER(id=name, kind=kind.value, value=value, **common)


def _site(value: str, common: dict[str, Any]) -> Any:
    """A host, an address, or (where many share the host) whose page on it; https is assumed."""
    if "/" in value:
        return URL(value=f"https://{value}", **common)
    try:
        address = ip_address(value)
    except ValueError:
        return DomainName(value=value, **common)
    shape = Four if isinstance(address, IPv4Address) else Six
    return shape(value=str(address), **common)


def _hub() -> Any:
    return Identity(
        id=_HUB,
        name="Fielding",
        identity_class="system",
        description="The reporting hub that found that these reports belong together.",
        created=_FIXED,
        modified=_FIXED,
    )


def _extensions() -> Iterator[Any]:
    told = (
        (_OF_REPORT, "What a report tells", "property-extension", _REPORT_SCHEMA),
        (_OF_IDENTIFIER, "Other identifiers", "new-sco", _IDENTIFIER_SCHEMA),
    )
    for name, title, kind, schema in told:
        yield ExtensionDefinition(
            id=name,
            name=title,
            description=f"{title}, in packages of the reporting hub.",
            schema=schema,
            version="1.0.0",
            extension_types=[kind],
            created=_FIXED,
            modified=_FIXED,
            created_by_ref=_HUB,
        )


def _synthetic() -> Any:
    return MarkingDefinition(
        id=_name("marking-definition", "synthetic"),
        definition_type="statement",
        definition=StatementMarking(statement="Synthetic: made up, about no real person."),
        created=_FIXED,
        created_by_ref=_HUB,
    )
