"""Exports networks, their reports and their journal as tables; no identifier is in any of them."""

import json
from collections.abc import Callable
from pathlib import Path

from fielding.access.roles import SYSTEM
from fielding.engines.exports import ExportFolder
from fielding.engines.linking.tables import Columns, Form, written
from fielding.store.queries.linking_health import SQL, LinkingReach, reach_of, sight
from fielding.wiring.standing_by import hub_at_hand

#: Files by the statement that gives their rows.
FILES = {"networks": "all_networks", "members": "all_members", "journal": "all_happenings"}


def export_networks(folder: Path, form: Form, told: Callable[[int, int], None]) -> LinkingReach:
    """Export what stands at one moment; `standing.json` comes last, and says at which.

    `told` hears how many files are written, of how many. Raises FolderInUse.
    """
    target = ExportFolder(folder)
    with hub_at_hand(), sight(SYSTEM) as cursor:
        reach = reach_of(cursor)
        for done, (name, statement) in enumerate(FILES.items(), start=1):
            rows = cursor.execute(SQL[statement]).fetchall()
            names = [column.name for column in cursor.description or ()]
            target.put(f"{name}.{form.value}", written(Columns(names=names, rows=rows), form))
            told(done, len(FILES))
    standing = {"entries": reach.upto, "version": reach.version, "owed": reach.owed}
    target.put("standing.json", (json.dumps(standing, indent=2) + "\n").encode())
    return reach
