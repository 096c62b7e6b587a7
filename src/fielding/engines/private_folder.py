"""Folders that belong to one user alone: made so, checked to be so, never silently shared."""

import os
from pathlib import Path

from fielding.engines.errors import UnsafeFolder


def make_private(folder: Path, *, owner: int) -> None:
    """Make the folder (0700, of this owner), or tighten it if it is there already.

    Raise UnsafeFolder if it is somebody else's, or not a folder: in a place that all may write to,
    such as /tmp, another user could have put it there before us.
    """
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        pass
    else:
        hand_over(folder, owner=owner)
    found = folder.lstat()
    if not folder.is_dir() or folder.is_symlink() or found.st_uid != owner:
        raise UnsafeFolder(folder=str(folder), owner=found.st_uid, expected=owner)
    folder.chmod(0o700)


def hand_over(folder: Path, *, owner: int) -> None:
    """Give the folder and all in it to this owner, if it is not theirs and we are root."""
    if folder.lstat().st_uid == owner or os.geteuid() != 0:
        return
    for parent, folders, files in os.walk(folder):
        for name in (*folders, *files):
            os.chown(Path(parent, name), owner, owner, follow_symlinks=False)
    os.chown(folder, owner, owner, follow_symlinks=False)
