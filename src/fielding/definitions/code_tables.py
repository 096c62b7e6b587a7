"""Code tables: made from the rows of a reference file, or written in the service file itself."""

from collections.abc import Iterable, Mapping
from datetime import date

from fielding.definitions.faults import suggest
from fielding.definitions.part import Part
from fielding.definitions.reading import Reading
from fielding.definitions.service import Code, CodeTable


def code_table(name: str, rows: Iterable[Mapping[str, str]]) -> CodeTable:
    """Make a table from rows with `code` and `title`.

    Also read, where a file has them: a group (`group_title`, `outcome_group` or `group`), the days
    it holds (`introduced` and `withdrawn`: a day or a month) and `source`. A source that begins
    with "unverified" marks the code as still to be confirmed.
    """
    codes = (_code(row) for row in rows)
    return CodeTable(name=name, codes={code.code: code for code in codes})


def _code(row: Mapping[str, str]) -> Code:
    source = row.get("source", "")
    groups = (row.get(column) for column in ("group_title", "outcome_group", "group"))
    return Code(
        code=row["code"],
        title=row["title"],
        group=next((group for group in groups if group), ""),
        valid_from=_day(row.get("introduced")),
        valid_to=_day(row.get("withdrawn")),
        source=source,
        to_be_confirmed=source.startswith("unverified"),
    )


def _day(text: str | None) -> date | None:
    if not text:
        return None
    return date.fromisoformat(text if len(text) == len("2013-04-01") else f"{text}-01")


def read_tables(root: Part, reading: Reading) -> dict[str, CodeTable]:
    """Read the part `codes`: each table by the service's own name for it."""
    tables = {}
    for name, part in root.named("codes"):
        listed = {
            code: Code(
                code=code,
                title=inner.word("title"),
                group=inner.word("group"),
                source=part.word("source"),
            )
            for code, inner in part.named("list", short="title")
        }
        table = CodeTable(name=name, codes=listed)
        if origin := part.maybe("from"):
            table = _from_reference(part, origin, reading)
        tables[name] = CodeTable(name=name, codes=table.codes)
    return tables


def _from_reference(part: Part, origin: str, reading: Reading) -> CodeTable:
    if origin not in reading.reference:
        message = f"there is no code table `{origin}` in `reference/`"
        reading.fault(part.line_of("from"), message, suggest(origin, reading.reference))
        return CodeTable(name=origin, codes={})
    return reading.reference[origin]
