"""Feed a CSV parser line by line in bounded memory, so that one bad row cannot take others along.

A row may span lines inside quotes. When it grows past the limit, what is left of it is skipped up
to where its quotes close; when it turns out malformed, the lines it swallowed are given out again.
"""

import csv
from collections import deque
from typing import TextIO

#: Characters in one row, its line ends included.
LARGEST_ROW = 1_000_000
# The parser has a limit of its own for a cell (131,072), which would strike first.
csv.field_size_limit(LARGEST_ROW + 1)


class RowTooLarge(Exception):
    """A row went past the limit; the lines stand at the next one."""

    def __init__(self, *, closed: bool) -> None:
        self.closed = closed
        super().__init__()


class Lines:
    """The lines of a file: `begin` starts a row, `give_back` undoes all but its first line."""

    def __init__(self, handle: TextIO) -> None:
        self._handle = handle
        self._waiting: deque[str] = deque()
        self._row: list[str] = []
        self._size = 0

    def __iter__(self) -> "Lines":
        return self

    def __next__(self) -> str:
        line = self._waiting.popleft() if self._waiting else self._handle.readline(LARGEST_ROW + 1)
        if not line:
            raise StopIteration
        self._size += len(line)
        if self._size > LARGEST_ROW:
            raise RowTooLarge(closed=self._skip_row(line))
        self._row.append(line)
        return line

    def begin(self) -> None:
        """Start a new row."""
        self._row.clear()
        self._size = 0

    def give_back(self) -> None:
        """Give the lines that this row swallowed out again, after its first."""
        self._waiting.extendleft(reversed(self._row[1:]))

    def has_nul(self) -> bool:
        """Say whether the row holds a NUL, which no text field may."""
        return any("\0" in line for line in self._row)

    def _skip_row(self, line: str) -> bool:
        """Go to the end of a row too large to keep; say whether its quotes were closed at all."""
        quoted = bool(self._row)  # a row goes on past a line's end only inside quotes
        while line:
            quoted ^= bool(line.count('"') % 2)
            if line.endswith("\n") and not quoted:
                return True
            line = self._waiting.popleft() if self._waiting else self._handle.readline(LARGEST_ROW)
        return not quoted
