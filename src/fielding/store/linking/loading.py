"""Loads into memory what joins reports: numbers only, nothing that says anything of a person."""

from itertools import groupby
from operator import itemgetter

from psycopg import Cursor

from fielding.linking.joining import Joining, Told
from fielding.linking.judgements.judging import Verdict
from fielding.linking.judgements.marking import Mark
from fielding.linking.mentions import Whose
from fielding.store.statements import read_statements

SQL = read_statements("linking_statements")


def load(cursor: Cursor, joining: Joining) -> dict[int, int]:
    """Bring `joining` to where the tables stand; give each report's network as it was kept."""
    networks: dict[int, int] = dict(cursor.execute(SQL["all_reports"]).fetchall())
    told: dict[int, list[Told]] = {report: [] for report in networks}
    for report, rows in groupby(cursor.execute(SQL["all_mentions"]), key=itemgetter(0)):
        told[report] = [
            Told(identifier=identifier, kind=kind, whose=Whose(whose))
            for _, identifier, kind, whose in rows
        ]
    for report, mentions in told.items():
        joining.add(report, mentions)
    for one, other in cursor.execute(SQL["all_near"]):
        joining.near(one, other)
    for identifier, mark in cursor.execute(SQL["all_marks"]):
        joining.mark(identifier, Mark(mark))
    for one, other, verdict in cursor.execute(SQL["all_judgements"]):
        joining.judge(one, other, Verdict(verdict))
    joining.settle()
    return networks
