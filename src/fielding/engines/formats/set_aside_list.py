"""Lists what an import set aside: row numbers and reasons, never the content, which is personal."""

import csv
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Self, TextIO


class SetAsideList:
    """A file `<name>.set-aside.csv`, made when the first row has to go into it.

    It stands beside the file it is about, or in the working directory when that is not allowed.
    """

    def __init__(self, file: Path) -> None:
        self._name = f"{file.name}.set-aside.csv"
        self._folder = file.parent
        self._handle: TextIO | None = None
        self.path: Path | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        fault: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._handle is not None:
            self._handle.close()

    def add(self, rows: Iterable[tuple[int, str]]) -> None:
        """Add rows by their number, each with its reason."""
        for number, reason in rows:
            if self._handle is None:
                self._handle = self._open()
                csv.writer(self._handle).writerow(["row", "reason"])
            csv.writer(self._handle).writerow([number, reason])

    def _open(self) -> TextIO:
        self.path = self._folder / self._name
        try:
            return self.path.open("w", encoding="utf-8", newline="")
        except OSError:
            self.path = Path.cwd() / self._name
            return self.path.open("w", encoding="utf-8", newline="")
