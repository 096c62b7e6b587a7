"""The hub's keys on disk."""

import os
import stat
from pathlib import Path

import pytest

from fielding.engines.errors import KeyFileMissing, KeyFileOpenToOthers, KeyFileSpoilt
from fielding.engines.keyring import FILES, make_keyring, read_keyring
from fielding.engines.system import SystemRandomness

ORIGIN = "example.org/log"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "keys"
    make_keyring(place, SystemRandomness().bytes, owner=os.geteuid())
    return place


def test_a_keyring_is_for_its_owner_alone(folder: Path) -> None:
    modes = [stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.iterdir())]

    assert modes == [0o700, *[0o600] * len(FILES)]


def test_reading_gives_the_same_keys_every_time(folder: Path) -> None:
    first, second = read_keyring(folder, ORIGIN), read_keyring(folder, ORIGIN)

    assert first.kek == second.kek
    assert first.verifier_keys() == second.verifier_keys()


def test_every_key_is_another(folder: Path) -> None:
    assert len({path.read_text() for path in folder.iterdir()}) == len(FILES)


def test_making_again_leaves_keys_alone_and_adds_what_is_missing(folder: Path) -> None:
    kept = (folder / "kek.key").read_text()
    (folder / "promise.key").unlink()

    make_keyring(folder, SystemRandomness().bytes, owner=os.geteuid())

    assert (folder / "kek.key").read_text() == kept
    assert (folder / "promise.key").is_file()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_key_is_named(folder: Path, name: str) -> None:
    (folder / name).unlink()

    with pytest.raises(KeyFileMissing, match=name):
        read_keyring(folder, ORIGIN)


def test_a_key_that_others_can_read_is_refused_with_the_command_to_run(folder: Path) -> None:
    (folder / "log.key").chmod(0o640)

    with pytest.raises(KeyFileOpenToOthers, match=r"chmod 600 .*log\.key"):
        read_keyring(folder, ORIGIN)


@pytest.mark.parametrize("content", ["", "zz" * 32, "ab" * 31])
def test_a_spoilt_key_is_refused(folder: Path, content: str) -> None:
    (folder / "kek.key").write_text(content)

    with pytest.raises(KeyFileSpoilt, match=r"kek\.key"):
        read_keyring(folder, ORIGIN)


def test_no_key_is_shown_when_a_keyring_is_printed(folder: Path) -> None:
    shown = repr(read_keyring(folder, ORIGIN))

    assert not any(path.read_text().strip() in shown for path in folder.iterdir())
    assert "kek" not in shown
