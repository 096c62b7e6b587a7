"""Folders of one user alone."""

import os
import stat
from pathlib import Path

import pytest

from fielding.engines.errors import UnsafeFolder
from fielding.engines.private_folder import make_private


def test_a_folder_that_is_open_to_others_is_closed(tmp_path: Path) -> None:
    folder = tmp_path / "open"
    folder.mkdir(mode=0o755)

    make_private(folder, owner=os.geteuid())

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path)

    with pytest.raises(UnsafeFolder):
        make_private(tmp_path / "link", owner=os.geteuid())


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(UnsafeFolder):
        make_private(tmp_path / "file", owner=os.geteuid())


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can make a folder of somebody else's")
def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    folder = tmp_path / "theirs"
    folder.mkdir()
    os.chown(folder, 12345, 12345)

    with pytest.raises(UnsafeFolder):
        make_private(folder, owner=os.geteuid())
