"""Takes in many rows at once, under row-level security: several times as fast as one by one."""

from collections.abc import Sequence

from psycopg import Cursor, sql

from fielding.store.statements import read_statements

SQL = read_statements("bulk_statements")
#: From here on it pays: COPY is six times as fast as inserting row by row, but starts slower.
MANY = 20


def insert_many(
    cursor: Cursor, table: str, columns: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    """Insert rows in their order; what a constraint or a policy refuses, refuses them all."""
    if not rows:
        return
    names = {
        "table": sql.Identifier(table),
        "coming": sql.Identifier(f"coming_{table}"),
        "columns": sql.SQL(", ").join(sql.Identifier(column) for column in columns),
    }
    cursor.execute(sql.SQL(SQL["stage"]).format(**names))
    with cursor.copy(sql.SQL(SQL["copy"]).format(**names)) as sink:
        for place, row in enumerate(rows):
            sink.write_row((place, *row))
    cursor.execute(sql.SQL(SQL["insert"]).format(**names))
    cursor.execute(sql.SQL(SQL["clear"]).format(**names))
