"""Reads one service definition: gives a whole service, or all of its faults at once."""

from collections.abc import Mapping

from fielding.definitions.code_tables import read_tables
from fielding.definitions.errors import InvalidDefinition
from fielding.definitions.language import SERVICE
from fielding.definitions.located import Located
from fielding.definitions.part import Part
from fielding.definitions.read_clocks import (
    read_clocks,
    read_measures,
    read_retention,
    read_tariff,
)
from fielding.definitions.read_decisions import read_decisions
from fielding.definitions.read_intake import has_form, read_csv_intake, read_mail_intake
from fielding.definitions.read_questions import read_pages, read_questions
from fielding.definitions.read_referral import read_referral
from fielding.definitions.read_sorting import read_sorting
from fielding.definitions.reading import Reading
from fielding.definitions.service import CodeTable, Service, Text
from fielding.definitions.soundness import check_shape


def read_service(
    tree: Located, *, file: str, tables: Mapping[str, CodeTable], digest: str = ""
) -> Service:
    """Build the service that a file describes.

    `tables` are the reference tables by file name without ending; `digest` is the hex SHA-256 of
    the file's bytes. Raises InvalidDefinition with every fault of the file.
    """
    reading = Reading(file=file, reference=tables)
    check_shape(SERVICE, tree, SERVICE.name, reading)
    service = _build(Part(reading, tree), reading, digest)
    if service is None or reading.faults:
        raise InvalidDefinition(reading.faults)
    return service


def _build(root: Part, reading: Reading, digest: str) -> Service | None:
    # In this order: each part may refer to those before it.
    reading.tables |= read_tables(root, reading)
    read_questions(root, reading)
    pages = read_pages(root, reading) if has_form(root) else ()
    sorting = read_sorting(root, reading)
    decisions = read_decisions(root, reading)
    clocks = read_clocks(root, reading)
    referral = read_referral(root, reading)
    measures = read_measures(root)
    tariff = read_tariff(root)
    csv = read_csv_intake(root, reading, referral.outcomes)
    mail = read_mail_intake(root, reading)
    case, period = root.part("case"), root.part("in force")
    begins = period.day("from") if period else None
    if case is None or period is None or begins is None:
        return None
    return Service(
        code=root.word("service"),
        name=root.text("name"),
        purpose=root.text("purpose"),
        owner=root.word("owner"),
        covers=root.words("covers"),
        called=case.maybe_text("called") or Text(en="case"),
        reference=case.word("reference"),
        valid_from=begins,
        valid_to=period.day("to"),
        pages=pages,
        questions=reading.questions,
        tables=reading.tables,
        sorting=sorting,
        decisions=decisions,
        clocks=clocks,
        referral=referral,
        measures=measures,
        tariff=tariff,
        retention=read_retention(root),
        csv=csv,
        mail=mail,
        digest=digest,
    )
