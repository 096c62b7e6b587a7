"""The operator's table of sort codes: read as the scheme gives it, or refused with what to do."""

from pathlib import Path

import pytest

from fielding.engines.errors import BrokenSortCodes
from fielding.engines.sort_codes import read_sort_codes

#: A row that we made up: the last digit of the account has to be 0.
ROW = "100000 100009 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1\r\n"


def test_a_table_is_read_whatever_version_its_name_carries(tmp_path: Path) -> None:
    (tmp_path / "valacdos-v850.txt").write_text(ROW, encoding="ascii")
    (tmp_path / "scsubtab.txt").write_text("938173 938017\r\n", encoding="ascii")

    found = read_sort_codes(tmp_path)

    assert found.file == "valacdos-v850.txt"
    assert found.table.doubt("100001", "00000000") is None
    assert found.table.instead == {"938173": "938017"}


def test_another_table_has_another_version(tmp_path: Path) -> None:
    (tmp_path / "valacdos.txt").write_text(ROW, encoding="ascii")
    before = read_sort_codes(tmp_path).version

    (tmp_path / "scsubtab.txt").write_text("938173 938017\n", encoding="ascii")

    assert read_sort_codes(tmp_path).version != before


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ({}, "holds no valacdos.txt"),
        ({"valacdos.txt": b"\n"}, "valacdos.txt is empty"),
        ({"valacdos.txt": b"<html>\n"}, "line 1 of valacdos.txt is no row of it"),
        ({"valacdos.txt": b"\xff\xfe1\x000\x00"}, "not plain text"),
        ({"valacdos.txt": ROW.encode(), "valacdos-v9.txt": b""}, "leave the newest"),
    ],
)
def test_a_table_that_cannot_be_read_says_what_to_do(
    files: dict[str, bytes], said: str, tmp_path: Path
) -> None:
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)

    with pytest.raises(BrokenSortCodes) as refused:
        read_sort_codes(tmp_path)

    assert said in str(refused.value)
    assert "FIELDING_SORT_CODES" in str(refused.value)
