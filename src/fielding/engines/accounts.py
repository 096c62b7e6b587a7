"""The public accounts as files: each release of the public edition, and what it says in short."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from fielding.kernel.instants import read_instant, write_instant

NEWEST = "newest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsCell:
    """One public figure: so many entries of a month, told apart by firm, say this."""

    counting: str
    synthetic: bool
    service: str
    month: str
    firm: str
    says: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """A release of the public edition, at a signed checkpoint."""

    size: int
    root: str  # hex
    at: datetime
    file: Path
    definitions: tuple[str, ...]  # digests of the definitions in force
    cells: tuple[AccountsCell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsFolder:
    """Where releases lie, for everybody to read."""

    folder: Path

    def newest(self) -> Release | None:
        """Give the newest release; None while there is none."""
        path = self.folder / NEWEST
        if not path.exists():
            return None
        told = json.loads(path.read_text(encoding="utf-8"))
        return Release(
            size=told["size"],
            root=told["root"],
            at=read_instant(told["at"]),
            file=self.folder / told["file"],
            definitions=tuple(told["definitions"]),
            cells=tuple(_cell(one) for one in told["cells"]),
        )

    def pack(self, edition: Path, name: str) -> Path:
        """Pack an edition's folder into one file of this name, whole or not at all."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=self.folder) as unfinished:
            made = shutil.make_archive(f"{unfinished}/{name}", "zip", edition)
            return Path(made).replace(self.folder / f"{name}.zip")

    def announce(self, release: Release) -> None:
        """Make a release the newest; it is seen whole from then on."""
        told = {
            "size": release.size,
            "root": release.root,
            "at": write_instant(release.at),
            "file": release.file.name,
            "definitions": release.definitions,
            "cells": [_words(cell) for cell in release.cells],
        }
        unfinished = self.folder / f".{NEWEST}.new"
        unfinished.write_text(json.dumps(told), encoding="utf-8")
        unfinished.replace(self.folder / NEWEST)


def _words(cell: AccountsCell) -> list[object]:
    return [getattr(cell, name) for name in AccountsCell.__slots__]


def _cell(words: Iterable[object]) -> AccountsCell:
    return AccountsCell(**dict(zip(AccountsCell.__slots__, words, strict=True)))  # type: ignore[arg-type]
