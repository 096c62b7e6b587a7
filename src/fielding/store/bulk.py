"""Takes in many rows at once, under row-level security: several times as fast as one by one."""

from collections.abc import Sequence

from psycopg import Cursor, adapters, sql
from psycopg.adapt import Dumper
from psycopg.pq import Format

from fielding.store.statements import read_statements

SQL = read_statements("bulk_statements")
#: From here on it pays: COPY is six times as fast as inserting row by row, but starts slower.
MANY = 20


class IdDumper(Dumper):
    """Sends an identifier that stands as text as the sixteen bytes that it means."""

    format = Format.BINARY
    oid = adapters.types["uuid"].oid

    def dump(self, obj: str) -> bytes:
        return bytes.fromhex(obj.replace("-", ""))


def insert_many(
    cursor: Cursor, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Insert rows in their order; what a constraint or a policy refuses, refuses them all.

    They go as binary: as text, ciphertexts would be written out and read again digit by digit.
    """
    if not rows:
        return
    names = {
        "table": sql.Identifier(table),
        "coming": sql.Identifier(f"coming_{table}"),
        "columns": sql.SQL(", ").join(sql.Identifier(column) for column in columns),
    }
    cursor.execute(sql.SQL(SQL["stage"]).format(**names))
    staged = cursor.execute(sql.SQL(SQL["staged"]).format(**names))
    types = [column.type_code for column in staged.description or ()]
    if staged.fetchone():
        cursor.execute(sql.SQL(SQL["clear"]).format(**names))
    cursor.adapters.register_dumper(None, IdDumper)
    with cursor.copy(sql.SQL(SQL["copy"]).format(**names)) as sink:
        sink.set_types(types)
        for place, row in enumerate(rows):
            sink.write_row((place, *row))
    cursor.execute(sql.SQL(SQL["insert"]).format(**names))
