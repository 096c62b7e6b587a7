"""The folder of an export: empty or new, and never what is a file."""

from pathlib import Path

import pytest

from fielding.engines.errors import FolderInUse
from fielding.engines.exports import ExportFolder


@pytest.mark.parametrize("place", ["empty", "new", "new/below"])
def test_an_export_goes_into_a_folder_that_is_empty_or_new(tmp_path: Path, place: str) -> None:
    (tmp_path / "empty").mkdir()

    ExportFolder(tmp_path / place).put("a/file", b"content")

    assert (tmp_path / place / "a/file").read_bytes() == b"content"


@pytest.mark.parametrize("place", [".", "file", "file/below"])
def test_an_export_goes_into_no_folder_in_use_and_into_no_file(tmp_path: Path, place: str) -> None:
    (tmp_path / "file").write_text("kept")

    with pytest.raises(FolderInUse):
        ExportFolder(tmp_path / place)

    assert (tmp_path / "file").read_text() == "kept"
