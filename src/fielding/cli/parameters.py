"""What several commands are asked for, and refused before any work: a file to write, a memory."""

import re
from os import PathLike
from pathlib import Path

import click

_AMOUNT = re.compile(r"[0-9]+(\.[0-9]+)? ?([KMGT]i?B?|%)", re.IGNORECASE)


class WrittenFile(click.Path):
    """A file that a command writes, in a folder that is there."""

    def __init__(self) -> None:
        super().__init__(dir_okay=False, path_type=Path)

    def convert(
        self, value: str | PathLike[str], param: click.Parameter | None, ctx: click.Context | None
    ) -> Path:
        """Give the path; refuse one in no folder."""
        file = Path(str(super().convert(value, param, ctx)))
        if not file.parent.is_dir():
            self.fail(f"There is no folder {file.parent}.", param, ctx)
        return file


class Memory(click.ParamType[str]):
    """An amount of memory as DuckDB takes it."""

    name = "amount"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Give the amount; refuse what is none."""
        told = str(value)
        if not _AMOUNT.fullmatch(told):
            self.fail("Give an amount such as 4GB, 500MB or 50%.", param, ctx)
        return told
