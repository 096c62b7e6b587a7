"""Writes the folder of an exported ledger; `checkpoint` comes last and makes it an export."""

from dataclasses import dataclass, field
from pathlib import Path

from fielding.engines.errors import FolderInUse


@dataclass(slots=True)
class ExportFolder:
    """A folder that was empty, and fills."""

    folder: Path
    _made: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        folder = self.folder.absolute()
        there = next(each for each in (folder, *folder.parents) if each.exists())
        if not there.is_dir() or (there == folder and any(folder.iterdir())):
            raise FolderInUse(folder=str(self.folder))

    def put(self, path: str, content: bytes) -> None:
        """Write one file; its folders are made as needed."""
        file = self.folder / path
        if file.parent not in self._made:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._made.add(file.parent)
        file.write_bytes(content)

    def open(self, path: str) -> None:
        """Make a folder, even if nothing comes into it."""
        (self.folder / path).mkdir(parents=True, exist_ok=True)
